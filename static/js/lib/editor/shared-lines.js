// Marks the lines at which threads use something without a lock between them, in the gutter, until the text changes.
import { GutterMarker, gutter, RangeSet, StateEffect, StateField } from "../../../dist/codemirror.js";

export const markShared = StateEffect.define(); // numbers of lines

class Mark extends GutterMarker {
  toDOM() {
    const mark = document.createElement("span");
    mark.className = "cm-sharedMark";
    mark.textContent = "~";
    mark.title = "Not synchronised";
    return mark;
  }
}

const mark = new Mark();

const marked = StateField.define({
  create: () => RangeSet.empty,
  update(marks, transaction) {
    for (const effect of transaction.effects) if (effect.is(markShared)) return marksAt(transaction.state.doc, effect.value);
    return transaction.docChanged ? RangeSet.empty : marks;
  },
});

export const sharedLines = [marked, gutter({ class: "cm-sharedGutter", markers: (view) => view.state.field(marked) })];

function marksAt(doc, lines) {
  const within = [...new Set(lines)].filter((line) => line >= 1 && line <= doc.lines).sort((one, other) => one - other);
  return RangeSet.of(within.map((line) => mark.range(doc.line(line).from)));
}
