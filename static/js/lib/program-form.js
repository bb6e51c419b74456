// What is common to <lab-form> and <exercise-form>: a form that sends the program in its editor, once for a double click,
// and by Ctrl Enter. Whoever extends it names its `button`, fills in what is sent and takes what comes back.
import "../elements/code-editor.js";

const DOUBLE_CLICK_MILLISECONDS = 300;

export class ProgramForm extends HTMLElement {
  connectedCallback() {
    queueMicrotask(() => this.isConnected && this.start());
  }

  start() {
    this.form = this.querySelector("form");
    this.editor = this.querySelector("code-editor");
    this.pressedAt = -Infinity;
    this.leave = new AbortController();
    const { signal } = this.leave;
    this.form.addEventListener("submit", (event) => this.guard(event), { signal, capture: true });
    this.form.addEventListener("formdata", ({ formData }) => this.fill(formData), { signal });
    document.addEventListener("keydown", (event) => this.answerKey(event), { signal });
    document.addEventListener("htmx:afterSettle", () => this.takeAnswer(), { signal });
  }

  disconnectedCallback() {
    this.leave?.abort();
  }

  guard(event) {
    const isDouble = performance.now() - this.pressedAt < DOUBLE_CLICK_MILLISECONDS;
    if (!isDouble && this.button.getAttribute("aria-disabled") !== "true") {
      this.pressedAt = performance.now();
      this.editor.clearErrors();
      document.getElementById("refusal").replaceChildren();
    } else {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  // The texts of these programs, as far as they are the reader's own.
  send(formData, keys) {
    for (const [key, text] of this.editor.ownSources(keys)) formData.set(`source-${key}`, text);
  }

  answerKey(event) {
    if (event.defaultPrevented || document.querySelector("dialog[open], details.menu[open]")) return;
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.form.requestSubmit(this.button);
  }

  // While it waits, the same words come again and again.
  announce(words) {
    const place = this.querySelector('[data-part="announcement"]');
    if (place.textContent !== words) place.textContent = words;
  }

  // `lines`: their numbers, with spaces between.
  markShared(program, lines) {
    if (lines?.trim()) this.editor.markShared(program, lines.trim().split(/\s+/).map(Number));
  }
}
