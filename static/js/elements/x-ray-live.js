// <x-ray-live data-seconds>: the timeline of a run that goes on. Its axis never changes; lanes grow from the left to the
// line of now. take({lanes, slices, now}) adds what has become known; reset(version) empties it for another one.
import { LiveLane } from "../lib/xray/live-lane.js";
import { shownName } from "../lib/xray/names.js";

const MOST_LANES = 48;

class XRayLive extends HTMLElement {
  connectedCallback() {
    this.seconds = Number(this.dataset.seconds);
    this.lanes = new Map();
    this.groups = new Map();
    this.ticks = [...this.querySelectorAll(".axis text")].map((tick) => tick.getAttribute("x"));
  }

  reset(version) {
    this.hidden = true;
    this.lanes.clear();
    this.groups.clear();
    this.part("lanes").replaceChildren(this.querySelector(".axis"));
    for (const entry of this.querySelectorAll(".legend [data-look]")) entry.hidden = true;
    this.part("beyond").hidden = true;
    this.part("version").textContent = version ? ` of ${version}` : "";
  }

  // Nothing grows any more.
  rest() {
    this.querySelector(".chip")?.remove();
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  // lanes: [index, process, process's name, name, task] · slices: [index of lane, look, start, end] · now: seconds
  take({ lanes = [], slices = [], now }) {
    this.hidden = false; // until then there is nothing to see
    for (const [index, process, processName, name, task] of lanes) this.add(index, process, processName, name, task);
    for (const [index, look, start, end] of slices) this.lanes.get(index)?.take(look, start, end);
    if (slices.length) this.showLegend(slices);
    for (const lane of this.lanes.values()) lane.moveTo(now);
    this.part("beyond").hidden = now <= this.seconds;
  }

  add(index, process, processName, name, task) {
    if (this.lanes.has(index) || this.lanes.size >= MOST_LANES) return;
    const lane = new LiveLane(name, this.seconds, this.ticks);
    this.lanes.set(index, lane);
    lane.element.classList.toggle("task", Boolean(task));
    this.groupOf(process, processName).append(lane.element);
  }

  groupOf(process, name) {
    const known = this.groups.get(process);
    if (known) return known;
    const heading = document.createElement("p");
    heading.className = "grp";
    heading.append(document.createElement("b"));
    heading.firstChild.textContent = shownName(name);
    const group = document.createElement("div");
    group.className = "rel";
    this.part("lanes").append(heading, group);
    this.groups.set(process, group);
    return group;
  }

  // The words wait in the page until they occur.
  showLegend(slices) {
    const occur = new Set(slices.map(([, look]) => look));
    for (const entry of this.querySelectorAll(".legend [data-look][hidden]")) {
      entry.hidden = !occur.has(entry.dataset.look);
    }
  }
}

customElements.define("x-ray-live", XRayLive);
