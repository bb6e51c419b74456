// <reading-progress data-course data-section data-owner data-done data-address>: marks the parts that were done, in the
// contents and the tally. They are remembered here first; where the reader is enrolled the server is told, and what it
// has taken is forgotten here. So nothing is lost on the way, and what was read before enrolling goes along.
import { remember, remembered } from "../lib/reading/done-here.js";
import { watchEnds } from "../lib/reading/seen.js";
import { ownersBesides, tellAll } from "../lib/reading/telling.js";

const GATHER_MILLISECONDS = 1500;

class ReadingProgress extends HTMLElement {
  connectedCallback() {
    const { course, section, owner, done, address } = this.dataset;
    this.done = new Set(done ? done.split(" ") : []);
    for (const each of address ? ownersBesides(owner) : [owner]) for (const part of Object.keys(remembered(course, each)[section] ?? {})) this.done.add(part);
    if (address) this.tellAll();
    this.stopWatching = watchEnds(this, (part, how) => this.mark(part, how));
    this.whenAnswered = (event) => this.lookForAnswer(event.target);
    this.whenLeaving = () => this.dataset.address && this.tellAll();
    this.whenRun = (event) => this.mark(event.detail.part, "run");
    document.addEventListener("htmx:afterSettle", this.whenAnswered);
    document.addEventListener("visibilitychange", this.whenLeaving);
    this.addEventListener("part-run", this.whenRun);
    for (const form of this.querySelectorAll("form[data-answered]")) this.lookForAnswer(form);
    this.show();
  }

  disconnectedCallback() {
    this.stopWatching();
    document.removeEventListener("htmx:afterSettle", this.whenAnswered);
    document.removeEventListener("visibilitychange", this.whenLeaving);
    this.removeEventListener("part-run", this.whenRun);
  }

  lookForAnswer(form) {
    if (form?.dataset?.answered) this.mark(form.dataset.answered, "answered");
  }

  mark(part, how) {
    const { course, section, owner, address } = this.dataset;
    if (!address && this.done.has(part)) return;
    this.done.add(part);
    this.at = [section, part];
    this.show();
    remember(course, owner, [section, part, how]);
    // Several parts in one request: reading a page to its end asks the server two or three times.
    clearTimeout(this.timer);
    if (address) this.timer = setTimeout(() => this.tellAll(), GATHER_MILLISECONDS);
  }

  tellAll() {
    clearTimeout(this.timer);
    return tellAll(this.dataset, this.at);
  }

  show() {
    const keys = new Set();
    for (const link of document.querySelectorAll(".toc a[data-parts]")) {
      const parts = link.dataset.parts.split(" ");
      for (const part of parts) keys.add(part);
      if (parts.every((part) => this.done.has(part))) {
        link.dataset.done = "";
        link.querySelector(".told").textContent = "(done)";
      }
    }
    this.showTally([...keys].filter((part) => this.done.has(part)).length, keys.size);
  }

  showTally(done, of) {
    const tally = document.querySelector(".reading-tally");
    if (!tally) return;
    tally.querySelector("progress").value = done;
    const told = tally.querySelector("[data-told]").firstChild;
    told.textContent = `${done} of ${of} parts done`;
  }
}

customElements.define("reading-progress", ReadingProgress);
