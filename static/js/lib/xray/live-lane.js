// One lane that grows. A slice that goes on makes its rectangle wider; slices too narrow to be seen are told together,
// in columns: how much of it was on the CPU, and behind it what it mostly was besides. So a lane's nodes are bounded.
import { COULD_RUN, LOOKS } from "./looks.js";
import { cutName, shortName, shownName } from "./names.js";

const SVG = "http://www.w3.org/2000/svg";
const NARROW_PERCENT = 0.1;
const COLUMN_PERCENT = 0.25;
const FULL = 28;
const BOTTOM = 30;
const SAME_SECONDS = 1e-6;

export class LiveLane {
  constructor(name, seconds, ticks) {
    Object.assign(this, { seconds, last: null, column: null, ground: null, onCpu: 0, from: null });
    this.svg = document.createElementNS(SVG, "svg");
    this.svg.setAttribute("role", "img");
    this.svg.setAttribute("aria-label", `${shownName(name)}, growing`);
    this.now = this.draw("line", { class: "now-l", y1: -5, y2: 41 });
    for (const x of ticks) this.draw("line", { class: "grid-l", x1: x, x2: x, y1: -5, y2: 41 });
    this.stat = made("div", "st");
    this.element = made("div", "lane");
    this.element.append(nameTag(name), this.svg, this.stat);
  }

  take(look, start, end) {
    if (!LOOKS[look] || !(end > start) || start >= this.seconds) return;
    const until = Math.min(end, this.seconds);
    this.from ??= start;
    if (this.goesOn(look, start)) this.widen(until);
    else if (this.percent(until - start) < NARROW_PERCENT) this.gather(look, start, until);
    else this.begin(look, start, until);
  }

  goesOn(look, start) {
    return this.last?.look === look && start <= this.last.end + SAME_SECONDS && start >= this.last.start - SAME_SECONDS;
  }

  widen(end) {
    const until = Math.max(end, this.last.end);
    this.count(this.last.look, until - this.last.end);
    this.last.end = until;
    this.place(this.last);
  }

  begin(look, start, end) {
    Object.assign(this, { column: null, ground: null });
    const { css, y, height } = LOOKS[look];
    this.last = { look, start, end, rect: this.draw("rect", { class: css, y, height }) };
    this.place(this.last);
    this.count(look, end - start);
  }

  count(look, seconds) {
    if (look === "cpu") this.onCpu += seconds;
  }

  // --- slices too narrow to be seen --------------------------------------------------------------

  gather(look, start, end) {
    this.last = null;
    const place = Math.floor(this.percent(start) / COLUMN_PERCENT);
    if (this.column?.place !== place) this.column = { place, start, spent: {}, mostly: "", bar: null };
    this.column.end = end;
    this.column.spent[look] = (this.column.spent[look] ?? 0) + end - start;
    this.count(look, end - start);
    this.showColumn(this.column);
  }

  showColumn(column) {
    const { cpu = 0, ...waits } = column.spent;
    const [mostly = ""] = Object.keys(waits).sort((one, other) => waits[other] - waits[one]);
    if (mostly) this.showGround(column, mostly);
    if (!cpu) return;
    const height = FULL * Math.min(1, cpu / (column.end - column.start));
    column.bar ??= { start: column.start, rect: this.draw("rect", { class: "r-run" }) };
    column.bar.end = column.end;
    set(column.bar.rect, { y: BOTTOM - height, height });
    this.place(column.bar);
  }

  // One rectangle behind all neighbouring columns that mostly did the same, as high as a turn where it could have run.
  showGround(column, look) {
    if (this.ground?.look !== look || this.ground.end < column.start - SAME_SECONDS) {
      const { css, y, height } = LOOKS[look];
      const place = COULD_RUN.has(look) ? { y: BOTTOM - FULL, height: FULL } : { y, height };
      const before = column.bar?.rect ?? this.now;
      this.ground = { look, start: column.start, rect: this.draw("rect", { class: css, ...place }, before) };
    }
    this.ground.end = column.end;
    this.place(this.ground);
  }

  // --- what is drawn -----------------------------------------------------------------------------

  moveTo(now) {
    const x = `${this.percent(Math.min(now, this.seconds))}%`;
    set(this.now, { x1: x, x2: x });
    const lived = now - this.from;
    if (this.from !== null && lived > 0) this.stat.textContent = `${Math.round((100 * this.onCpu) / lived)}% on CPU`;
  }

  place({ rect, start, end }) {
    set(rect, { x: `${this.percent(start)}%`, width: `${this.percent(end - start)}%` });
  }

  draw(name, attributes, before = this.now ?? null) {
    const node = document.createElementNS(SVG, name);
    set(node, attributes);
    this.svg.insertBefore(node, before);
    return node;
  }

  percent(seconds) {
    return Number(((100 * seconds) / this.seconds).toFixed(3));
  }
}

function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
}

function nameTag(name) {
  const tag = made("div", "nm");
  tag.title = name;
  const short = made("span", "n", shortName(shownName(name)));
  short.ariaHidden = "true";
  tag.append(made("span", "w", cutName(shownName(name))), short);
  return tag;
}

function made(name, css, text = "") {
  const element = document.createElement(name);
  element.className = css;
  element.textContent = text;
  return element;
}
