// <run-form>: the form that runs a demo. Run becomes Stop where it stands, and Cancel in the queue; Ctrl Enter runs,
// Escape stops. Brings the parameters and the editor together, and sends the reader's own code, which nobody else has.
import "./code-editor.js";
import "./open-in-lab.js";
import "./run-parameters.js";
import { isReachable } from "../lib/connection.js";
import { RunButton } from "../lib/runs/run-button.js";
import { wish } from "../lib/runs/wish.js";

const DOUBLE_CLICK_MILLISECONDS = 300;
const OK = 200;
const ACCOUNT_NEEDED = 403;
const WHEN_ONLINE = "Run, when online";

class RunForm extends HTMLElement {
  // Where a whole panel comes into a page at once, this element is connected before those within it.
  connectedCallback() {
    queueMicrotask(() => this.isConnected && this.start());
  }

  start() {
    this.form = this.querySelector("form");
    this.editor = this.querySelector("code-editor");
    this.parameters = this.querySelector("run-parameters");
    this.state = "idle"; // then "asking", "running", "stopping"
    this.pressedAt = -Infinity;
    this.form.noValidate = true; // fields are brought within their bounds instead, and the server has the last word
    this.leave = new AbortController();
    this.readButtons();
    this.listen();
    this.editor?.setValues(this.parameters?.values ?? {});
    this.followConnection();
    if (this.stream) this.begin();
    else if (document.readyState === "complete") this.grantWish();
    else window.addEventListener("load", () => this.grantWish(), { signal: this.leave.signal }); // htmx is there by then
  }

  disconnectedCallback() {
    this.leave?.abort();
  }

  listen() {
    const { signal } = this.leave;
    this.form.addEventListener("submit", (event) => this.submit(event), { signal, capture: true });
    this.form.addEventListener("formdata", (event) => this.fill(event.formData), { signal });
    this.form.addEventListener("htmx:afterRequest", (event) => this.noteAnswer(event), { signal });
    this.addEventListener("values-changed", ({ detail }) => this.editor?.setValues(detail.values), { signal });
    this.addEventListener("program-shown", () => this.showFitting(), { signal });
    this.addEventListener("text-changed", ({ detail }) => this.parameters?.take(detail.values), { signal });
    document.addEventListener("htmx:afterSettle", (event) => this.noteSwap(event.target), { signal });
    document.addEventListener("run-ended", ({ detail }) => this.markError(detail), { signal });
    document.addEventListener("wait-changed", ({ detail }) => this.nameStop(detail), { signal });
    document.addEventListener("submission-over", () => this.rest(), { signal });
    document.addEventListener("keydown", (event) => this.answerKey(event), { signal });
    window.addEventListener("online", () => this.followConnection(), { signal });
    window.addEventListener("offline", () => this.followConnection(), { signal });
  }

  readButtons() {
    this.buttons = [...this.querySelectorAll("[data-run]")].filter(({ tagName }) => tagName === "BUTTON").map((each) => new RunButton(each));
    this.pressed = this.buttons.find((each) => each.button.id === "run");
    this.showFitting();
  }

  // A button that is for some programs alone stands there with those; while it stops what it started, it stays.
  showFitting() {
    for (const { button, isStop } of this.buttons) {
      const { programs } = button.dataset;
      button.hidden = !isStop && programs !== undefined && !programs.split(" ").includes(this.editor?.shownKey);
    }
  }

  get stream() {
    return document.querySelector('run-stream[data-over="no"]');
  }

  // --- pressing -----------------------------------------------------------------------------------

  submit(event) {
    const pressed = this.buttons.find(({ button }) => button === event.submitter) ?? this.pressed;
    const isDouble = performance.now() - this.pressedAt < DOUBLE_CLICK_MILLISECONDS;
    const mayRun = this.state === "idle" && !pressed.isDisabled && !isDouble;
    if (!isDouble) this.pressedAt = performance.now();
    if (mayRun) this.ask(pressed);
    else {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (pressed.isStop && !isDouble) this.stop();
    }
  }

  ask(pressed) {
    this.state = "asking";
    this.pressed = pressed;
    this.parameters?.settleAll();
    this.isUnwanted = false;
    wish.forget();
    this.editor?.clearErrors();
    document.getElementById("refusal")?.replaceChildren();
    this.offerStop();
  }

  // What is sent: the programs that were meant, and the texts of those that are the reader's own.
  fill(formData) {
    if (!this.editor) return;
    formData.delete("variant");
    const keys = this.keys;
    for (const key of keys) formData.append("variant", key);
    for (const [key, text] of this.editor.ownSources(keys)) formData.append(`source-${key}`, text);
  }

  get keys() {
    return this.pressed.mode === "all" ? this.editor.keys : [this.editor.shownKey];
  }

  stop() {
    if (this.state === "asking") this.isUnwanted = true;
    if (this.state !== "running") return;
    this.state = "stopping";
    this.stream?.stop();
  }

  answerKey(event) {
    if (event.defaultPrevented || document.querySelector("dialog[open], details.menu[open]")) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (this.state === "idle") this.form.requestSubmit(document.getElementById("run"));
    } else if (event.key === "Escape") this.stop();
  }

  // --- what comes back ------------------------------------------------------------------------------

  // Whatever is no submission: a refusal, which stands in its place, or no answer at all.
  noteAnswer({ detail: { elt, xhr } }) {
    if (elt !== this.form || xhr.status === OK) return;
    if (xhr.status === ACCOUNT_NEEDED) {
      wish.keep({ demo: this.dataset.demo, mode: this.pressed.mode, variants: this.keys });
    }
    this.rest();
  }

  noteSwap(target) {
    if (target.id === "run-go") this.takeOver();
    else if (this.stream && this.state === "asking") this.begin();
    else if (this.stream && this.state === "idle") this.adopt();
    else if (this.state === "asking" && target.id === "submission") this.rest();
  }

  // The server wrote the buttons anew: what goes on meanwhile can still be stopped.
  takeOver() {
    this.readButtons();
    if (this.state !== "idle") this.offerStop();
  }

  offerStop() {
    for (const each of this.buttons) if (each !== this.pressed) each.disable();
    this.pressed.toStop();
  }

  nameStop({ waits }) {
    if (this.state === "running") this.pressed.toStop(waits ? "Cancel" : "Stop");
  }

  // What another button asked for, which went with what it stood in.
  adopt() {
    this.begin();
    if (document.activeElement === document.body) this.pressed.button.focus({ preventScroll: true });
  }

  begin() {
    this.state = "running";
    this.offerStop();
    this.say(this.parameters ? "Changes apply to the next run." : "");
    if (this.isUnwanted) this.stop();
  }

  rest() {
    this.state = "idle";
    for (const each of this.buttons) {
      each.toRun();
      this.showFitting();
      if (this.isSandboxAway) each.disable();
    }
    this.say("");
    this.followConnection();
  }

  markError({ run, errorLine }) {
    if (errorLine) this.editor?.markError(run, errorLine);
  }

  grantWish() {
    if (!this.dataset.owner) return;
    const kept = wish.take(this.dataset.demo);
    const pressed = kept && this.buttons.find((each) => each.mode === kept.mode);
    if (!pressed) return;
    if (kept.mode === "one") this.editor.show(kept.variants[0]);
    this.form.requestSubmit(pressed.button);
  }

  // --- what cannot be -------------------------------------------------------------------------------

  async followConnection() {
    const isReached = await isReachable();
    if (this.state !== "idle" || this.isSandboxAway) return;
    for (const each of this.buttons) isReached ? each.toRun() : each.disable(WHEN_ONLINE);
    this.say(isReached ? "" : "You are offline. Your code is safe in this browser.");
  }

  // The server has written why, and keeps asking.
  get isSandboxAway() {
    return this.querySelector("#run-go[hx-get]") !== null;
  }

  say(sentence) {
    this.querySelector('[data-part="reason"]').textContent = sentence;
  }
}

customElements.define("run-form", RunForm);
