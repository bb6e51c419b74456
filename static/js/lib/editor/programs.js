// The programs of an editor: the author's texts, the reader's, and which of them are the reader's own code.
import { areSame, changesFor, valueIn, withValues } from "./assignments.js";

export class Program {
  constructor({ key, label, authored }) {
    Object.assign(this, { key, label, authored, state: null });
  }

  get text() {
    return this.state.doc.toString();
  }

  // Own code is what the server could not make of the author's text and these values by itself.
  isOwn(values) {
    const names = Object.keys(values);
    const hasOtherValues = names.some((name) => {
      const authored = valueIn(this.authored, name);
      return authored !== undefined && valueIn(this.text, name) !== values[name];
    });
    return hasOtherValues || !areSame(this.text, this.authored, names);
  }

  changesTo(values) {
    return changesFor(this.text, values);
  }

  authoredWith(values) {
    return withValues(this.authored, values);
  }

  // The values that this text gives to these names, as far as it gives any.
  valuesOf(names) {
    const given = names.map((name) => [name, valueIn(this.text, name)]);
    return Object.fromEntries(given.filter(([, value]) => value !== undefined));
  }
}
