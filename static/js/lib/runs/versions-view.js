// The list of versions: where each stands, its time; the clock of the one that runs, against the limit.
import { executionWords, wordsFor } from "./outcomes.js";
import { exact, reading } from "./seconds.js";
import { waitingSentence } from "./waiting.js";

const STARTING_SHOWS_AFTER_MILLISECONDS = 300;
const SVG = "http://www.w3.org/2000/svg";
const NEXT = { tone: "", icon: "clock", word: "Next" };

export class VersionsView {
  constructor(host, { icons, limit }) {
    Object.assign(this, { host, icons, limit });
    this.items = new Map([...host.querySelectorAll(".var")].map((item) => [item.dataset.run, item]));
    this.progress = host.querySelector(".progress");
  }

  part(name) {
    return this.host.querySelector(`[data-part="${name}"]`);
  }

  // `now` is the server's clock, in milliseconds.
  show(stories, now) {
    const current = stories.find((story) => story.state !== "ended");
    const isUnderWay = stories.some((story) => story.state !== "waiting");
    const next = isUnderWay ? stories.find((story) => story.state === "waiting") : null;
    for (const story of stories) this.showItem(story, now, story === next);
    if (current) this.showClock(stories, current, now);
    if (current) this.showQueue(current, now);
    if (isUnderWay) this.part("stop").querySelector("span").textContent = "Stop"; // what waits is cancelled
  }

  showItem(story, now, isNext) {
    const item = this.items.get(story.key);
    const words = isNext ? NEXT : wordsFor(shownAs(story, now));
    if (item.dataset.word !== words.word) {
      item.dataset.word = words.word;
      item.dataset.state = story.state;
      item.classList.toggle("is-acc", words.tone === "acc");
      item.classList.toggle("is-waiting", story.state === "waiting");
      item.querySelector(".chip").replaceWith(this.chip(words));
    }
    const seconds = story.elapsed(now);
    if (story.state === "running") item.querySelector(".var-t").textContent = reading(Math.min(seconds, this.limit));
    else item.querySelector(".var-t").textContent = story.end ? exact(seconds) : "";
  }

  showClock(stories, current, now) {
    const number = stories.indexOf(current) + 1;
    const of = stories.length > 1 ? ` ${number} of ${stories.length}` : "";
    const seconds = Math.min(current.elapsed(now), this.limit);
    this.progress.value = seconds;
    this.part("progress-chip").hidden = !of || current.state !== "running";
    this.part("progress-chip").textContent = `Running${of}`;
    const which = current.execution ? `${executionWords(current.execution).long}: ` : "";
    if (current.state === "running") this.sayTime(`${which}${reading(seconds)} of the ${this.limit} s limit.`);
  }

  // Until its place is heard, what the server wrote stands; between two runs of a comparison, the clock.
  showQueue(current, now) {
    const waits = current.state === "waiting";
    if (waits && current.ahead === null) return;
    this.part("queue").hidden = !waits;
    this.part("time").hidden = waits;
    if (!waits) return;
    const words = waitingSentence(current.ahead, current.wait(now));
    const place = this.part("queue-words");
    if (place.textContent !== words) place.textContent = words; // whoever listens hears what is new, once
  }

  sayTime(words) {
    this.part("time-words").textContent = words;
  }

  // The server's own words, where the results have brought them.
  takeVerdicts(results) {
    for (const verdict of results.querySelectorAll("template[data-verdict-of]")) {
      const chip = verdict.content.querySelector(".chip");
      const item = this.items.get(verdict.dataset.verdictOf);
      if (chip && item?.dataset.state === "ended") item.querySelector(".chip").replaceWith(chip.cloneNode(true));
    }
  }

  finish() {
    for (const name of ["progress-chip", "stop", "queue", "time"]) this.part(name).hidden = true;
  }

  chip({ tone, icon, word }) {
    const chip = document.createElement("span");
    chip.className = `chip ${tone}`;
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("class", "i");
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS(SVG, "use");
    use.setAttribute("href", `${this.icons}#i-${icon}`);
    svg.append(use);
    chip.append(svg, word);
    return chip;
  }
}

// A start that takes a moment only is not worth a word.
function shownAs(story, now) {
  const isBrief = story.state === "starting" && now - story.startingAt < STARTING_SHOWS_AFTER_MILLISECONDS;
  return isBrief ? { ...story, state: "waiting" } : story;
}
