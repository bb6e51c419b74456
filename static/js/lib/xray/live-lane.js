// One lane that grows. A slice that goes on makes its rectangle wider; slices too narrow to be seen are told together,
// in columns: how much of it was on the CPU, and what it mostly was besides. So a lane has a bounded number of nodes.
import { LOOKS } from "./looks.js";

const SVG = "http://www.w3.org/2000/svg";
const NARROW_PERCENT = 0.1;
const COLUMN_PERCENT = 0.25;
const FULL = 28;
const BOTTOM = 30;
const SAME_SECONDS = 1e-6;

export class LiveLane {
  constructor(name, seconds) {
    this.seconds = seconds;
    this.last = null;
    this.column = null;
    this.element = document.createElement("div");
    this.element.className = "lane";
    this.svg = document.createElementNS(SVG, "svg");
    this.svg.setAttribute("role", "img");
    this.svg.setAttribute("aria-label", `${name}, growing`);
    this.now = drawn(this.svg, "line", { "class": "now-l", "y1": -5, "y2": 41 });
    this.element.append(nameTag(name), this.svg);
  }

  take(state, start, end) {
    if (!LOOKS[state] || !(end > start) || start >= this.seconds) return;
    const until = Math.min(end, this.seconds);
    if (this.goesOn(state, start)) this.widen(until);
    else if (this.percent(until - start) < NARROW_PERCENT) this.gather(state, start, until);
    else this.begin(state, start, until);
  }

  goesOn(state, start) {
    return this.last?.state === state && start <= this.last.end + SAME_SECONDS && start >= this.last.start - SAME_SECONDS;
  }

  widen(end) {
    this.last.end = Math.max(end, this.last.end);
    this.last.rect.setAttribute("width", `${this.percent(this.last.end - this.last.start)}%`);
  }

  begin(state, start, end) {
    this.column = null;
    const { css, y, height } = LOOKS[state];
    this.last = { state, start, end, rect: this.rect(css, start, end, y, height) };
  }

  // --- slices too narrow to be seen --------------------------------------------------------------

  gather(state, start, end) {
    this.last = null;
    const place = Math.floor(this.percent(start) / COLUMN_PERCENT);
    if (this.column?.place !== place) this.column = { place, start, spent: {}, bar: null, ground: null };
    const { column } = this;
    column.end = end;
    column.spent[state] = (column.spent[state] ?? 0) + end - start;
    this.drawColumn(column);
  }

  drawColumn(column) {
    const { cpu = 0, ...waits } = column.spent;
    const [mostly] = Object.keys(waits).sort((one, other) => waits[other] - waits[one]);
    if (mostly) column.ground = this.ground(column, mostly);
    if (!cpu) return;
    const height = FULL * Math.min(1, cpu / (column.end - column.start));
    column.bar ??= this.rect("r-run", column.start, column.end, 0, 0);
    place(column.bar, { y: BOTTOM - height, height, width: `${this.percent(column.end - column.start)}%` });
  }

  // Behind the bar: as high as a full turn where it could have run.
  ground(column, state) {
    const { css, y, height } = LOOKS[state];
    const isFull = state === "gil" || state === "core";
    const ground = column.ground ?? this.rect(css, column.start, column.end, y, height, column.bar);
    const look = isFull ? { y: BOTTOM - FULL, height: FULL } : { y, height };
    place(ground, { class: css, width: `${this.percent(column.end - column.start)}%`, ...look });
    return ground;
  }

  // --- what is drawn -----------------------------------------------------------------------------

  moveTo(now) {
    const x = `${this.percent(Math.min(now, this.seconds))}%`;
    place(this.now, { x1: x, x2: x });
  }

  rect(css, start, end, y, height, before = this.now) {
    const box = { class: css, x: `${this.percent(start)}%`, width: `${this.percent(end - start)}%`, y, height };
    return drawn(this.svg, "rect", box, before);
  }

  percent(seconds) {
    return Number(((100 * seconds) / this.seconds).toFixed(3));
  }
}

function drawn(svg, name, attributes, before = null) {
  const node = document.createElementNS(SVG, name);
  place(node, attributes);
  svg.insertBefore(node, before ?? svg.querySelector(".now-l"));
  return node;
}

function place(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
}

function nameTag(name) {
  const tag = document.createElement("div");
  tag.className = "nm";
  tag.title = name;
  tag.textContent = name;
  return tag;
}
