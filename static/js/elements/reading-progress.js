// <reading-progress data-course data-section data-owner data-done data-address>: marks the parts that were done, in the
// contents and the tally. They are remembered here first; where the reader is enrolled the server is told, and what it
// has taken is forgotten here. So nothing is lost on the way, and what was read before enrolling goes along.
import { csrfToken } from "../lib/posting.js";
import { asList, forget, remember, remembered } from "../lib/reading/done-here.js";
import { watchEnds } from "../lib/reading/seen.js";

const GATHER_MILLISECONDS = 1500;
const MOST_AT_ONCE = 200; // some 20 kB: a request that outlives its page may have 64
const VISITOR = "";

class ReadingProgress extends HTMLElement {
  connectedCallback() {
    const { course, section, owner, done, address } = this.dataset;
    this.done = new Set(done ? done.split(" ") : []);
    this.owners = address ? [...new Set([owner, VISITOR])] : [owner];
    for (const each of this.owners) for (const part of Object.keys(remembered(course, each)[section] ?? {})) this.done.add(part);
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

  // What is not taken, without a connection or a session, stays remembered and goes with the next ones.
  async tellAll() {
    clearTimeout(this.timer);
    for (const owner of this.owners) {
      const all = asList(remembered(this.dataset.course, owner));
      for (let from = 0; from < all.length; from += MOST_AT_ONCE) {
        const some = all.slice(from, from + MOST_AT_ONCE);
        if (!(await this.isTaken(some))) return;
        forget(this.dataset.course, owner, some);
      }
    }
  }

  async isTaken(done) {
    try {
      const response = await fetch(this.dataset.address, {
        method: "POST",
        keepalive: true,
        headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
        body: JSON.stringify({ done, at: this.at ?? null }),
      });
      return response.ok;
    } catch {
      return false;
    }
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
