// <run-stream>: one submission as it goes. Listens to its stream and shows what comes: versions, clock, output.
// Fires run-ended after the end of each run (detail: run, outcome, errorLine) and submission-over after the last;
// wait-changed (detail: waits) when it turns out that all of it waits in the queue, and when the first of it begins.
import { Announcer } from "../lib/announcer.js";
import { post } from "../lib/posting.js";
import { FetchingAgain } from "../lib/runs/fetching-again.js";
import { LostNotice } from "../lib/runs/lost-notice.js";
import { endingSentence } from "../lib/runs/outcomes.js";
import { OutputPanel } from "../lib/runs/output-panel.js";
import { RunStory } from "../lib/runs/run-story.js";
import { StreamConnection } from "../lib/runs/stream-connection.js";
import { VersionsView } from "../lib/runs/versions-view.js";
import { whenTakenIn } from "../lib/taken-in.js";
import { XRayGrowth } from "../lib/runs/x-ray-growth.js";

const BATCH_MILLISECONDS = 100;
const WAIT_SHOWS_AFTER_MILLISECONDS = 300;

class RunStream extends HTMLElement {
  connectedCallback() {
    const items = [...this.querySelectorAll(".var")];
    this.stories = new Map(items.map(({ dataset }) => [dataset.run, storyOf(dataset, this.isOver)]));
    this.clockAhead = Date.now() - Number(this.dataset.now) * 1000;
    this.hasLeftOut = !this.part("earlier").hidden;
    this.heard = [];
    this.waits = false;
    this.versions = new VersionsView(this, { icons: this.dataset.icons, limit: Number(this.dataset.limit) });
    this.panel = new OutputPanel(this, this.stories);
    this.announcer = new Announcer(this.part("announcement"));
    this.lostNotice = new LostNotice(this, { tries: () => this.connection.open() });
    this.part("stop").addEventListener("submit", (event) => this.stopInPlace(event));
    this.addEventListener("htmx:afterSettle", (event) => this.versions.takeVerdicts(event.target));
    this.growth = new XRayGrowth(this, new Map(items.map(({ dataset }) => [dataset.run, dataset.label])));
    this.fetching = ["#results", "#x-rays"].map((place) => new FetchingAgain(this.querySelector(place)));
    if (this.isOver) this.panel.adopt();
    else whenTakenIn(this, () => this.isConnected && this.listen());
  }

  disconnectedCallback() {
    this.endListening();
    this.announcer.stop();
    for (const each of this.fetching) each.stop();
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  get isOver() {
    return this.dataset.over === "yes";
  }

  // Its results are asked for with each end; to ask once more would fold up again what was just unfolded.
  get hasMissedAnEnd() {
    return [...this.stories.values()].some(({ state }) => state !== "ended");
  }

  get now() {
    return Date.now() - this.clockAhead;
  }

  listen() {
    const { stream: address, renew: renewal } = this.dataset;
    this.connection = new StreamConnection({ address, renewal, hears: this });
    this.leave = new AbortController();
    const { signal } = this.leave;
    document.addEventListener("visibilitychange", () => this.followVisibility(), { signal });
    window.addEventListener("online", () => this.connection.open(), { signal });
    this.listensSince = performance.now();
    this.beat = setInterval(() => this.show(), BATCH_MILLISECONDS);
    this.followVisibility();
  }

  followVisibility() {
    if (document.hidden) this.connection.pause();
    else this.connection.open();
  }

  // --- what the connection hears -----------------------------------------------------------------

  message(message) {
    this.heard.push(message);
  }

  cut(sentence) {
    const stories = [...this.stories.values()];
    const story = stories.find((each) => each.state !== "ended") ?? stories[0];
    this.panel.take(story, story.output.note(sentence));
  }

  connected() {
    this.lostNotice.hide();
  }

  lost(seconds) {
    this.lostNotice.show(seconds, this.panel.count);
  }

  over() {
    this.show();
    this.endListening();
    if (this.isOver) return;
    this.dataset.over = "yes";
    this.versions.finish();
    this.growth.rest();
    this.panel.tell();
    this.announcer.sayAlways("The run is over.");
    if (this.hasMissedAnEnd) this.tell("run-ended", {});
    this.tell("submission-over", {});
  }

  // Whoever signed out, or whose session ended, may see it no more.
  gone() {
    this.endListening();
    this.lostNotice.showGone();
    this.tell("submission-over", {});
  }

  endListening() {
    clearInterval(this.beat);
    this.leave?.abort();
    this.connection?.close();
    this.lostNotice.hide();
  }

  // --- what is shown -----------------------------------------------------------------------------

  // Everything that was heard since the last time, at once: a flood of lines costs one change of the page a batch.
  show() {
    const ended = [];
    let isCleared = false;
    for (const message of this.heard.splice(0)) {
      const story = this.stories.get(message.run);
      if (!story) continue;
      const changed = story.hear(message);
      this.panel.take(story, changed.touched);
      this.growth.take(message, changed.isCleared);
      isCleared ||= changed.isCleared;
      if (message.kind === "end") ended.push(story);
      if (!this.isOver) this.announce(story, message);
    }
    if (isCleared) this.panel.rebuild();
    this.panel.show();
    if (!this.isOver) this.versions.show([...this.stories.values()], this.now);
    this.tellWait();
    for (const story of ended) this.tellEnd(story);
  }

  // A wait that takes a moment only is not worth a word.
  tellWait() {
    const isLong = performance.now() > this.listensSince + WAIT_SHOWS_AFTER_MILLISECONDS;
    const stories = [...this.stories.values()];
    const waits = isLong && stories.every(({ state }) => state === "waiting") && stories.some(({ ahead }) => ahead !== null);
    if (waits !== this.waits) this.tell("wait-changed", { waits });
    this.waits = waits;
  }

  announce(story, { kind, sentence }) {
    if (kind === "end") this.announcer.sayAlways(endingSentence(story));
    else if (kind === "again") this.announcer.sayAlways(sentence);
    else if (kind === "started" && !story.execution) this.announcer.say(`${story.label} is running.`);
    else if (kind === "stdout" || kind === "stderr") {
      this.announcer.say(`${this.panel.count} lines of output, the newest: ${story.output.lines.at(-1).text}`);
    }
  }

  tellEnd(story) {
    if (!this.isOver) this.tell("run-ended", { run: story.key, outcome: story.end.outcome, errorLine: story.errorLine });
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
  }

  // --- what is wished ----------------------------------------------------------------------------

  // Asks that it stops; the stream tells when it has.
  stop() {
    return post(this.dataset.stop);
  }

  stopInPlace(event) {
    event.preventDefault();
    event.submitter?.setAttribute("aria-disabled", "true");
    this.stop();
  }

  // Listens to a stream that is over once more, for the lines that the page was spared.
  recall() {
    this.hasLeftOut = false;
    for (const [key, story] of this.stories) this.stories.set(key, new RunStory(story));
    this.panel.rebuild();
    this.listen();
  }
}

function storyOf({ run, label }, isOver) {
  return new RunStory({ key: run, label, state: isOver ? "ended" : "waiting" });
}

customElements.define("run-stream", RunStream);
