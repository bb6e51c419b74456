// Parameters in a program: lines `NAME = literal` at its left edge, found and rewritten in the text, as the server does
// it for what it runs (courses/content/assignments.py).

const PLAIN_DIGITS = 4;
const LITERAL = String.raw`[+-]?\d[\d_]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"`;

export function literalOf(value) {
  if (typeof value === "number") {
    const digits = String(Math.abs(value));
    const parted = digits.length > PLAIN_DIGITS ? digits.replace(/\B(?=(\d{3})+$)/g, "_") : digits;
    return value < 0 ? `-${parted}` : parted;
  }
  const text = value.replaceAll("\\", "\\\\");
  return text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text.replaceAll("'", "\\'")}'`;
}

// Where the literal of `name` stands in the program: { from, to, text }; null where it is not assigned exactly once.
export function placeOf(source, name) {
  const pattern = new RegExp(String.raw`^(${name}[ \t]*=[ \t]*)(${LITERAL})(?=[ \t]*(?:#.*)?\r?$)`, "gm");
  const found = [...source.matchAll(pattern)];
  if (found.length !== 1) return null;
  const from = found[0].index + found[0][1].length;
  return { from, to: from + found[0][2].length, text: found[0][2] };
}

// The value that the program gives to `name`: a number or a text; undefined where it gives none.
export function valueIn(source, name) {
  const text = placeOf(source, name)?.text;
  if (text === undefined) return undefined;
  if (/^['"]/.test(text)) return text.slice(1, -1).replace(/\\(.)/g, "$1");
  return Number(text.replaceAll("_", ""));
}

// The changes, as CodeMirror takes them, that write these values into the program; [] when it has them.
export function changesFor(source, values) {
  const changes = [];
  for (const [name, value] of Object.entries(values)) {
    const place = placeOf(source, name);
    if (place && valueIn(source, name) !== value) changes.push({ from: place.from, to: place.to, insert: literalOf(value) });
  }
  return changes;
}

export function withValues(source, values) {
  const changes = changesFor(source, values).sort((one, other) => other.from - one.from);
  return changes.reduce((text, { from, to, insert }) => text.slice(0, from) + insert + text.slice(to), source);
}

// Whether two programs are one but for the values of these names. Notations of one value (1000, 1_000) are equal.
export function areSame(one, other, names) {
  return normal(one, names) === normal(other, names);
}

function normal(source, names) {
  const places = names.map((name) => placeOf(source, name)).filter(Boolean).sort((one, other) => other.from - one.from);
  return places.reduce((text, { from, to }) => `${text.slice(0, from)}?${text.slice(to)}`, source);
}
