// Times for people: `reading` for figures that change while one looks, `exact` for those that stay.

export function reading(seconds) {
  return `${seconds.toFixed(1)} s`;
}

// A run that never began has taken no time worth a figure.
export function exact(seconds) {
  return seconds ? `${seconds.toFixed(2)} s` : "";
}

export function stamp(seconds) {
  return seconds === null ? "" : seconds.toFixed(2);
}
