// The slices of a drawn lane: rectangles with a title; the rails of held locks are for the pointer alone.

export function sliceAt(target) {
  return target.closest(".lane[role=group] > svg > rect:has(> title)");
}

export function slicesOf(lane) {
  return [...lane.querySelectorAll(":scope > svg > rect:not(.r-hold):has(> title)")];
}

export function titleOf(slice) {
  return slice.querySelector("title").textContent;
}

export function middleOf(slice) {
  return parseFloat(slice.getAttribute("x")) + parseFloat(slice.getAttribute("width")) / 2;
}

export function sliceNear(lane, percent) {
  const slices = slicesOf(lane);
  return slices.find((each) => Math.abs(middleOf(each) - percent) <= parseFloat(each.getAttribute("width")) / 2) ?? slices[0];
}
