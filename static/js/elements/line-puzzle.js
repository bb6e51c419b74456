// <line-puzzle>: lines to put in order, to indent and to leave out, by buttons, in the browser alone.
const DEEPEST = 4;
const TOLD = { up: "moved up", down: "moved down", in: "indented", out: "moved to the left" };

class LinePuzzle extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.press(event.target.closest("[data-moves]")));
  }

  press(button) {
    if (!button) return;
    const line = button.closest("li");
    const { moves } = button.dataset;
    if (moves === "aside") this.putAside(line, button);
    else if (moves === "up" || moves === "down") this.shift(line, moves);
    else this.indent(line, moves === "in" ? 1 : -1);
    button.focus();
    if (moves !== "aside") this.say(`Line ${TOLD[moves]}: now place ${[...line.parentElement.children].indexOf(line) + 1}.`);
  }

  shift(line, way) {
    const other = way === "up" ? line.previousElementSibling : line.nextElementSibling;
    if (way === "up") other?.before(line);
    else other?.after(line);
  }

  indent(line, by) {
    const now = Number(line.dataset.indent ?? 0);
    const next = Math.max(0, Math.min(DEEPEST, now + by));
    line.dataset.indent = next;
    line.classList.remove(`in-${now}`);
    line.classList.add(`in-${next}`);
  }

  putAside(line, button) {
    const isAside = line.classList.toggle("is-aside");
    button.setAttribute("aria-pressed", String(isAside));
    this.say(isAside ? "Line left out." : "Line is back.");
  }

  say(sentence) {
    this.querySelector('[data-part="says"]').textContent = sentence;
  }
}

customElements.define("line-puzzle", LinePuzzle);
