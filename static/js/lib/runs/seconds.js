// Times for people. `reading` is for figures that change while one looks, `exact` for those that stay; the server
// writes the latter in the same way (sandbox/runs/verdicts.py).

export function reading(seconds) {
  return `${seconds.toFixed(1)} s`;
}

export function exact(seconds) {
  return `${seconds.toFixed(seconds < 0.1 ? 3 : 2)} s`;
}

export function stamp(seconds) {
  return seconds === null ? "" : seconds.toFixed(2);
}
