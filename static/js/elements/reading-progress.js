// <reading-progress data-course data-section data-owner data-done data-address>: marks the parts that were done,
// in the contents and the tally; tells the server where the reader is enrolled, and remembers them here otherwise.
// What was remembered here before is told once the reader has enrolled.
import { csrfToken } from "../lib/posting.js";
import { asList, forget, remember, remembered } from "../lib/reading/done-here.js";
import { watchEnds } from "../lib/reading/seen.js";

const GATHER_MILLISECONDS = 1500;

class ReadingProgress extends HTMLElement {
  connectedCallback() {
    const { course, section, done, address } = this.dataset;
    this.done = new Set(done ? done.split(" ") : []);
    this.untold = [];
    const before = remembered(course);
    if (!address) for (const part of Object.keys(before[section] ?? {})) this.done.add(part);
    else if (Object.keys(before).length) this.tell(asList(before), () => this.takeOver(before));
    this.stopWatching = watchEnds(this, (part, how) => this.mark(part, how));
    this.whenAnswered = (event) => this.lookForAnswer(event.target);
    this.whenLeaving = () => this.tellUntold();
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
    const isNew = !this.done.has(part);
    this.done.add(part);
    this.show();
    if (this.dataset.address) this.gather(part, how);
    else if (isNew) remember(this.dataset.course, this.dataset.section, part, how);
  }

  // Several parts in one request: reading a page to its end asks the server two or three times.
  gather(part, how) {
    this.untold.push([this.dataset.section, part, how]);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tellUntold(), GATHER_MILLISECONDS);
  }

  tellUntold() {
    clearTimeout(this.timer);
    if (!this.untold.length) return;
    const told = this.untold;
    this.untold = [];
    this.tell(told).catch(() => {
      this.untold.unshift(...told); // no connection: they go with the next ones
    });
  }

  async tell(done, then = () => {}) {
    const at = [this.dataset.section, done.at(-1)[1]];
    const response = await fetch(this.dataset.address, {
      method: "POST",
      keepalive: true,
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
      body: JSON.stringify({ done, at }),
    });
    if (response.ok) then();
  }

  takeOver(before) {
    for (const part of Object.keys(before[this.dataset.section] ?? {})) this.done.add(part);
    forget(this.dataset.course);
    this.show();
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
