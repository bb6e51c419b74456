// Scrolls a list by itself until one of its children can be seen; the page stays where the reader has it.
export function bringInSight(list, child) {
  const { top, bottom } = child.getBoundingClientRect();
  const seen = list.getBoundingClientRect();
  if (top < seen.top || bottom > seen.bottom) list.scrollTop += (top + bottom - seen.top - seen.bottom) / 2;
}
