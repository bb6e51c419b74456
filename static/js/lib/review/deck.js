// The items of a session and which comes next: one whose step is over, then the next of the page in the server's order,
// then a step that is nearly over. How long a step is, and the choices after it, came with the page.

const AHEAD_MILLISECONDS = 20 * 60_000;

export class Deck {
  constructor(elements) {
    this.entries = elements.map((element) => ({
      element,
      kind: element.dataset.kind,
      key: element.dataset.key,
      steps: JSON.parse(element.dataset.steps),
      at: null,
      isDone: false,
    }));
    this.past = [];
  }

  // How many are to be asked in this session.
  get left() {
    return this.entries.filter((entry) => !entry.isDone).length;
  }

  next(now = Date.now()) {
    const open = this.entries.filter((entry) => !entry.isDone && entry.steps);
    const stepping = open.filter((entry) => entry.at !== null).sort((one, two) => one.at - two.at);
    const first = stepping[0];
    if (first && first.at <= now) return first;
    const fresh = open.find((entry) => entry.at === null);
    return fresh ?? (first && first.at <= now + AHEAD_MILLISECONDS ? first : null);
  }

  find(kind, key) {
    return this.entries.find((entry) => entry.kind === kind && entry.key === key);
  }

  // Without choices for another time the item waits for those that the server sends.
  grade(entry, rating, id, now = Date.now()) {
    this.past.push({ ...this.remembered(entry), name: "grade", rating, id });
    const [, seconds, then] = entry.steps[rating - 1];
    entry.isDone = seconds === 0;
    entry.at = seconds ? now + seconds * 1000 : null;
    entry.steps = then.length ? then : null;
  }

  putAside(entry, name, id) {
    this.past.push({ ...this.remembered(entry), name, id });
    entry.isDone = true;
  }

  remembered(entry) {
    const { steps, at, isDone } = entry;
    return { entry, before: { steps, at, isDone } };
  }

  // The last thing that was done on this page, taken back here.
  undo() {
    const last = this.past.pop();
    if (last) Object.assign(last.entry, last.before);
    return last;
  }

  // The server knows better when, and what each grade would do then.
  refresh({ kind, key, seconds, steps }, now = Date.now()) {
    const entry = this.find(kind, key);
    if (!entry || entry.isDone || entry.at === null) return;
    Object.assign(entry, { steps, at: now + seconds * 1000 });
  }
}
