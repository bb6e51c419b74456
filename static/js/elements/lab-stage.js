// <lab-stage>: plays one order of a program. The server has drawn threads, shared memory and steps, and says in JSON what
// stands where at each stop; this shows one stop after the other. Space plays, arrows step, Home and End jump.
import { bringInSight } from "../lib/in-sight.js";

const PACE_MILLISECONDS = 900;
const OTHERS_KEYS = "input, textarea, select, [contenteditable], [role=textbox], [role=tab], [role=region], pre, summary";
const PRESSED_BY_SPACE = "button, a";
const KEYS = { ArrowRight: "next", ArrowLeft: "back", Home: "first", End: "last", " ": "play" };

class LabStage extends HTMLElement {
  connectedCallback() {
    if (!this.dataset.scenes) return;
    this.scenes = JSON.parse(this.dataset.scenes);
    this.stop = 0;
    this.leave = new AbortController();
    const { signal } = this.leave;
    this.addEventListener("click", ({ target }) => this.press(target.closest("button")), { signal });
    document.addEventListener("keydown", (event) => this.answerKey(event), { signal });
    this.querySelector(".lab-steps").open = false;
    this.show();
    this.nameOrder();
  }

  disconnectedCallback() {
    this.leave?.abort();
    clearInterval(this.playing);
  }

  get last() {
    return this.scenes.length - 1;
  }

  // --- what is wished ----------------------------------------------------------------------------

  press(button) {
    if (button?.dataset.goes) this.go(button.dataset.goes);
    else if (button?.dataset.stop) this.halt(Number(button.dataset.stop));
  }

  answerKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (document.querySelector("dialog[open], details.menu[open]") || event.target.closest?.(OTHERS_KEYS)) return;
    const way = KEYS[event.key];
    if (!way || (event.key === " " && event.target.closest?.(PRESSED_BY_SPACE))) return;
    event.preventDefault();
    this.go(way);
  }

  go(way) {
    if (way === "play") this.toggle();
    else this.halt({ first: 0, back: this.stop - 1, next: this.stop + 1, last: this.last }[way]);
  }

  toggle() {
    if (this.playing) return this.halt(this.stop);
    if (this.stop === this.last) this.stop = 0;
    this.playing = setInterval(() => this.advance(), PACE_MILLISECONDS);
    this.show();
  }

  advance() {
    this.stop += 1;
    if (this.stop >= this.last) this.halt(this.last);
    else this.show();
  }

  halt(stop) {
    clearInterval(this.playing);
    this.playing = null;
    this.stop = Math.max(0, Math.min(this.last, stop));
    this.show();
  }

  // --- what is shown -----------------------------------------------------------------------------

  show() {
    const scene = this.scenes[this.stop];
    for (const thread of this.querySelectorAll(".lab-thread")) this.showThread(thread, scene);
    for (const place of this.querySelectorAll("[data-value]")) this.showValue(place, scene);
    for (const place of this.querySelectorAll("[data-lock]")) place.textContent = scene.locks[place.dataset.lock];
    this.showStrip();
    this.showTransport();
    this.say(scene);
  }

  showThread(thread, scene) {
    const standing = scene.threads[thread.dataset.thread] ?? { tone: "", word: "Not started" };
    const chip = thread.querySelector('[data-part="standing"]');
    chip.textContent = standing.word;
    chip.className = `chip ${standing.tone}`.trim();
    const isMoved = scene.moved === thread.dataset.thread;
    thread.classList.toggle("is-moved", isMoved);
    thread.classList.toggle("is-waiting", standing.tone === "bad");
    thread.dataset.access = isMoved ? scene.access : "";
    let isNextFound = false;
    for (const deed of thread.querySelectorAll("[data-stop]")) {
      const isDone = deed.dataset.stop !== "" && Number(deed.dataset.stop) <= this.stop;
      deed.classList.toggle("is-done", isDone);
      deed.classList.toggle("is-now", isDone && Number(deed.dataset.stop) === this.stop);
      deed.classList.toggle("is-next", !isDone && !isNextFound);
      isNextFound ||= !isDone;
    }
    const shown = thread.querySelector(".is-now") ?? thread.querySelector(".is-next");
    if (shown) bringInSight(shown.parentElement, shown);
  }

  showValue(place, scene) {
    const values = scene.values[place.dataset.value];
    place.textContent = values.at(-1) ?? "–";
    const was = place.parentElement.querySelector("[data-was]");
    was.textContent = values.length > 1 ? `was ${values.slice(0, -1).join(", then ")}` : values.length ? "" : "not looked at yet";
  }

  showStrip() {
    for (const button of this.querySelectorAll(".lab-strip button")) {
      const at = Number(button.dataset.stop);
      button.classList.toggle("is-todo", at > this.stop);
      if (at === this.stop) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    }
    const strip = this.querySelector(".lab-strip");
    bringInSight(strip, (strip.querySelector("[aria-current]") ?? strip.querySelector("button")).parentElement);
    this.part("position").textContent = `Step ${this.stop} of ${this.last}`;
  }

  showTransport() {
    const isPlaying = Boolean(this.playing);
    this.part("play").hidden = isPlaying;
    this.part("pause").hidden = !isPlaying;
    this.querySelector('[data-goes="play"]').setAttribute("aria-label", isPlaying ? "Pause" : "Play");
    for (const way of ["first", "back"]) this.setDisabled(way, this.stop === 0);
    for (const way of ["next", "last"]) this.setDisabled(way, this.stop === this.last);
  }

  setDisabled(way, isDisabled) {
    this.querySelector(`[data-goes="${way}"]`).setAttribute("aria-disabled", String(isDisabled));
  }

  say({ says, ending }) {
    const place = this.part("says");
    place.textContent = [says, ending].filter(Boolean).join(" ");
    place.classList.toggle("is-bad", Boolean(ending) && this.querySelector(".lab-end.is-breaking") !== null);
    place.classList.toggle("is-ok", Boolean(ending) && this.querySelector(".lab-end.is-breaking") === null);
  }

  // The list of orders stays when another one comes to be played: it is told which, and which comes after it.
  nameOrder() {
    const orders = [...document.querySelectorAll("#lab-orders [data-breaks]")];
    for (const each of orders) each.setAttribute("aria-pressed", String(each.value === this.dataset.order));
    const next = document.querySelector('#lab-orders [data-part="next-breaking"]');
    if (!next) return;
    const breaking = orders.filter(({ dataset }) => dataset.breaks === "yes").map(({ value }) => Number(value));
    const now = this.dataset.order === "" ? -1 : Number(this.dataset.order);
    next.value = breaking.find((each) => each > now) ?? breaking[0];
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }
}

customElements.define("lab-stage", LabStage);
