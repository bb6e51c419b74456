// Windows of a run: the levels that the server offers, and where a window lies that shows a given moment.

// The window that a link leads to; no `to` is the whole run.
export function windowOf(link) {
  const asked = new URL(link.href).searchParams;
  return { from: Number(asked.get("from")), to: Number(asked.get("to")) };
}

// A window of so many seconds around a moment, inside the run; 0 is the whole run.
export function aroundIn(level, moment, { seconds }) {
  if (!level) return { from: 0, to: 0 };
  const from = Math.min(Math.max(moment - level / 2, 0), Math.max(seconds - level, 0));
  return { from: rounded(from), to: rounded(Math.min(from + level, seconds)) };
}

// The next level closer (by 1) or wider (by -1); null where there is none.
export function levelAfter(host, { from, to, seconds }, by) {
  const offered = [...host.querySelectorAll("[data-zoom=level]")].map((link) => Number(link.dataset.seconds));
  const levels = offered.map((level) => level || seconds).sort((one, other) => other - one);
  const now = to - from;
  const beyond = by > 0 ? levels.find((level) => level < now * 0.999) : levels.findLast((level) => level > now * 1.001);
  if (beyond === undefined) return null;
  return beyond === seconds ? 0 : beyond;
}

// Where the server draws a window.
export function addressOf(address, { from, to }) {
  const asked = new URL(address, document.baseURI);
  if (to) {
    asked.searchParams.set("from", from);
    asked.searchParams.set("to", to);
  }
  return asked;
}

// What is looked at stands in the address of the page, as the links of the server have it: it can be sent, and is there
// again after a reload and on the way back.
export function showInAddress(host, { from, to, seconds }) {
  const address = new URL(location.href);
  const { searchParams: asked } = address;
  const isWhole = from <= 0 && to >= seconds;
  if (isWhole ? !asked.has("to") : Number(asked.get("from")) === from && Number(asked.get("to")) === to) return;
  for (const name of ["from", "to"]) asked.delete(name);
  if (!isWhole) {
    asked.set("from", from);
    asked.set("to", to);
    address.hash = host.id;
  }
  history.replaceState(history.state, "", address);
}

function rounded(moment) {
  return Number(moment.toFixed(6));
}
