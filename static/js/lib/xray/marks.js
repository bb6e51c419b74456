// Frames around slices: one that the pointer is on, one that the keys are at, one that is pinned. One of a kind.

const SVG = "http://www.w3.org/2000/svg";
const TOP = -1;
const HEIGHT = 34;

export function mark(host, slice, kind) {
  unmark(host, kind);
  const frame = document.createElementNS(SVG, "rect");
  frame.setAttribute("class", kind === "pin" ? "pin" : "looked-at");
  frame.dataset.mark = kind;
  for (const name of ["x", "width"]) frame.setAttribute(name, slice.getAttribute(name));
  frame.setAttribute("y", TOP);
  frame.setAttribute("height", HEIGHT);
  slice.parentNode.append(frame);
}

export function unmark(host, kind) {
  host.querySelector(`[data-mark="${kind}"]`)?.remove();
}
