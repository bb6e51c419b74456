// <lab-board>: Play the scheduler. What is pressed is a link that htmx follows; a thread's letter is its shortcut, and the
// left arrow takes a step back. Where the pressed link is gone afterwards, the focus goes to what is said.
const OTHERS_KEYS = "input, textarea, select, [contenteditable], [role=region], pre";

class LabBoard extends HTMLElement {
  connectedCallback() {
    this.leave = new AbortController();
    const { signal } = this.leave;
    document.addEventListener("keydown", (event) => this.answerKey(event), { signal });
    this.addEventListener("click", (event) => this.guard(event), { signal, capture: true });
    this.addEventListener("htmx:beforeRequest", () => this.setAttribute("aria-busy", "true"), { signal });
    this.addEventListener("htmx:afterRequest", () => this.removeAttribute("aria-busy"), { signal });
    this.addEventListener("htmx:beforeSwap", () => this.noteFocus(), { signal });
    this.addEventListener("htmx:afterSettle", () => this.restoreFocus(), { signal });
    for (const list of this.querySelectorAll(".lab-deeds, .lab-strip")) list.scrollTop = list.scrollHeight;
  }

  disconnectedCallback() {
    this.leave?.abort();
  }

  answerKey(event) {
    if (event.key !== "ArrowLeft" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (document.querySelector("dialog[open], details.menu[open]") || event.target.closest?.(OTHERS_KEYS)) return;
    const undo = this.querySelector("#undo");
    if (!undo) return;
    event.preventDefault();
    undo.click();
  }

  // While one step is on its way another one would be made from the same place; who cannot run is told why.
  guard(event) {
    const { says } = event.target.closest("[aria-disabled]")?.dataset ?? {};
    if (says) this.querySelector("#board-says").textContent = says;
    if (this.getAttribute("aria-busy") !== "true" || !event.target.closest("[hx-get]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  noteFocus() {
    LabBoard.focused = this.contains(document.activeElement) ? document.activeElement.id : undefined;
  }

  restoreFocus() {
    if (LabBoard.focused === undefined) return;
    const wanted = LabBoard.focused && document.getElementById(LabBoard.focused);
    LabBoard.focused = undefined;
    (wanted || this.querySelector("#board-says"))?.focus({ preventScroll: true });
  }
}

customElements.define("lab-board", LabBoard);
