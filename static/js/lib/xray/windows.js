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

function rounded(moment) {
  return Number(moment.toFixed(6));
}
