// <x-ray data-address data-from data-to data-seconds>: the timeline of a run, to be looked at closely. The server draws;
// here lanes and slices are reached by keys and by the pointer, one slice is pinned, and closer windows are fetched.
import { mark, unmark } from "../lib/xray/marks.js";
import { savePng } from "../lib/xray/png.js";
import { middleOf, sliceAt, sliceNear, slicesOf, titleOf } from "../lib/xray/slices.js";
import { showTelling } from "../lib/xray/telling.js";
import { addressOf, aroundIn, levelAfter, showInAddress, windowOf } from "../lib/xray/windows.js";

const FAILED = "This window could not be fetched. The x-ray stays as it was; try again.";

class XRay extends HTMLElement {
  connectedCallback() {
    this.leave = new AbortController();
    const { signal } = this.leave;
    this.addEventListener("click", (event) => this.press(event), { signal });
    this.addEventListener("keydown", (event) => this.key(event), { signal });
    this.addEventListener("pointerover", (event) => this.hover(event), { signal });
    this.addEventListener("pointerleave", () => unmark(this, "hovered"), { signal });
    this.addEventListener("focusin", (event) => this.rove(event.target), { signal });
    this.addEventListener("toggle", () => this.offer(), { signal, capture: true }); // lanes came or went
    this.begin();
    showInAddress(this, this.window);
  }

  disconnectedCallback() {
    this.leave.abort();
    this.fetching?.abort();
  }

  // What is new in the page: after it came, and after each window that was fetched.
  begin() {
    this.hint = [...this.detail.childNodes].map((node) => node.cloneNode(true));
    this.slice = null;
    this.pinned = null;
    this.offer();
  }

  // One lane can be reached by Tab, from there the others by arrows.
  offer() {
    for (const [place, lane] of this.lanes.entries()) lane.tabIndex = place ? -1 : 0;
  }

  get detail() {
    return this.querySelector('[data-part="detail"]');
  }

  get second() {
    return this.querySelector('[data-part="second"]');
  }

  get lanes() {
    return [...this.querySelectorAll(".lane[role=group]")].filter((lane) => !lane.closest("details:not([open])"));
  }

  get window() {
    return { from: Number(this.dataset.from), to: Number(this.dataset.to), seconds: Number(this.dataset.seconds) };
  }

  // --- by pointer --------------------------------------------------------------------------------

  press(event) {
    const link = event.target.closest("[data-zoom]");
    if (link) this.follow(event, link);
    else if (event.target.closest("[data-saves=png]")) this.save(event);
    else if (sliceAt(event.target)) this.pin(sliceAt(event.target));
  }

  hover({ target }) {
    const slice = sliceAt(target);
    if (slice) mark(this, slice, "hovered");
    else unmark(this, "hovered");
  }

  async save(event) {
    event.preventDefault();
    const link = event.target.closest("a");
    try {
      await savePng(link.href, this.id);
    } catch {
      this.say("The picture could not be made here. Save it as SVG instead.");
    }
  }

  // --- by keys -----------------------------------------------------------------------------------

  key(event) {
    const lane = event.target.closest(".lane[role=group]");
    if (!lane || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      ArrowLeft: () => this.step(lane, -1),
      ArrowRight: () => this.step(lane, 1),
      Home: () => this.choose(slicesOf(lane).at(0)),
      End: () => this.choose(slicesOf(lane).at(-1)),
      ArrowUp: () => this.change(lane, -1),
      ArrowDown: () => this.change(lane, 1),
      Enter: () => this.slice && this.pin(this.slice),
      Escape: () => this.unpin(),
      "+": () => this.closer(1),
      "=": () => this.closer(1),
      "-": () => this.closer(-1),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  step(lane, by) {
    const slices = slicesOf(lane);
    const place = slices.indexOf(this.slice);
    this.choose(slices[place < 0 ? 0 : Math.min(Math.max(place + by, 0), slices.length - 1)]);
  }

  // To the lane above or below, and there to what it did at the same time.
  change(lane, by) {
    const to = this.lanes[this.lanes.indexOf(lane) + by];
    if (!to) return;
    to.focus();
    if (this.slice) this.choose(sliceNear(to, middleOf(this.slice)));
  }

  rove(target) {
    const lane = target.closest(".lane[role=group]");
    if (!lane) return;
    for (const each of this.lanes) each.tabIndex = each === lane ? 0 : -1;
  }

  // --- what is looked at -------------------------------------------------------------------------

  choose(slice) {
    if (!slice) return;
    this.slice = slice;
    mark(this, slice, "looked-at");
    const isBeside = this.pinned && slice !== this.pinned;
    if (isBeside) showTelling(this.second, titleOf(slice));
    else this.showPinnedOr(slice);
  }

  // The pinned slice keeps its line; what is looked at besides has one below.
  showPinnedOr(slice) {
    this.second.replaceChildren();
    if (!this.pinned) showTelling(this.detail, titleOf(slice));
  }

  pin(slice) {
    this.slice = slice;
    this.pinned = slice;
    unmark(this, "looked-at");
    mark(this, slice, "pin");
    this.second.replaceChildren();
    showTelling(this.detail, titleOf(slice));
  }

  unpin() {
    this.pinned = null;
    this.slice = null;
    unmark(this, "pin");
    unmark(this, "looked-at");
    this.second.replaceChildren();
    this.detail.replaceChildren(...this.hint.map((node) => node.cloneNode(true)));
  }

  say(sentence) {
    this.detail.replaceChildren(sentence);
  }

  // --- closer and wider --------------------------------------------------------------------------

  // From the window that is on its way, if there is one: who presses twice wants two levels.
  closer(by) {
    const level = levelAfter(this, this.wanted ?? this.window, by);
    if (level !== null) this.show(aroundIn(level, this.middle(), this.window));
  }

  // Where the eye rests: on the pinned slice or the one looked at, else in the middle.
  middle() {
    const { from, to } = this.window;
    return from + (to - from) * (this.slice ? middleOf(this.slice) / 100 : 0.5);
  }

  follow(event, link) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const level = Number(link.dataset.seconds ?? 0);
    const isAround = this.slice && link.dataset.zoom === "level" && level;
    this.show(isAround ? aroundIn(level, this.middle(), this.window) : windowOf(link));
  }

  async show(wanted) {
    this.fetching?.abort();
    const fetching = (this.fetching = new AbortController());
    const { seconds } = this.window;
    this.wanted = wanted.to ? { ...wanted, seconds } : { from: 0, to: seconds, seconds };
    const place = this.place();
    try {
      const answer = await fetch(addressOf(this.dataset.address, wanted), { signal: fetching.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      this.swap(new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("x-ray"));
      this.restore(place);
      showInAddress(this, this.window);
    } catch {
      if (!fetching.signal.aborted) this.say(FAILED);
    } finally {
      if (this.fetching === fetching) this.wanted = null;
    }
  }

  swap(drawn) {
    if (!drawn) throw new Error("no x-ray came");
    for (const name of ["from", "to"]) this.dataset[name] = drawn.dataset[name];
    const open = new Set([...this.querySelectorAll("details[open]")].map((each) => each.dataset.fold));
    this.replaceChildren(...drawn.childNodes);
    for (const each of this.querySelectorAll("details")) each.open = open.has(each.dataset.fold);
    this.begin();
  }

  // What had the focus, to find it again among new nodes.
  place() {
    const focused = this.contains(document.activeElement) ? document.activeElement : null;
    return {
      lane: this.lanes.indexOf(focused),
      zoom: focused?.dataset.zoom,
      label: focused?.textContent,
      at: this.slice && this.middle(),
      slicedLane: this.lanes.indexOf(this.slice?.closest(".lane")),
      isPinned: Boolean(this.pinned),
    };
  }

  restore({ lane, zoom, label, at, slicedLane, isPinned }) {
    const links = [...this.querySelectorAll(`[data-zoom="${zoom}"]`)];
    const fallback = this.querySelector('[data-zoom][aria-current="true"], [data-zoom]');
    if (lane >= 0) this.lanes[lane]?.focus({ preventScroll: true });
    else if (zoom) (links.find((link) => link.textContent === label) ?? links[0] ?? fallback)?.focus({ preventScroll: true });
    const { from, to } = this.window;
    const drawn = this.lanes[slicedLane];
    if (at === null || !drawn || at < from || at > to) return;
    const slice = sliceNear(drawn, (100 * (at - from)) / (to - from));
    if (slice && isPinned) this.pin(slice);
    else this.choose(slice);
  }
}

customElements.define("x-ray", XRay);
