// Marks the line at which a program failed: in the gutter and in the text, until the text changes.
import { Decoration, EditorView, gutter, GutterMarker, RangeSet, StateEffect, StateField } from "../../../dist/codemirror.js";

export const markLine = StateEffect.define();

class Mark extends GutterMarker {
  elementClass = "cm-errorMark";

  toDOM() {
    const mark = document.createElement("span");
    mark.textContent = "!";
    mark.title = "The error arose here";
    return mark;
  }
}

const mark = new Mark();
const decoration = Decoration.line({ class: "cm-errorLine" });

const marked = StateField.define({
  create: () => null,
  update(position, transaction) {
    for (const effect of transaction.effects) if (effect.is(markLine)) return startOf(transaction.state.doc, effect.value);
    return transaction.docChanged ? null : position;
  },
  provide: (field) => EditorView.decorations.from(field, (at) => (at === null ? Decoration.none : Decoration.set(decoration.range(at)))),
});

export const errorLine = [
  marked,
  gutter({ class: "cm-errorGutter", markers: (view) => markersAt(view.state.field(marked)), initialSpacer: () => mark }),
];

function startOf(doc, line) {
  return line && line <= doc.lines ? doc.line(line).from : null;
}

function markersAt(position) {
  return position === null ? RangeSet.empty : RangeSet.of([mark.range(position)]);
}
