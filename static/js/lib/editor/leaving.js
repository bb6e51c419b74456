// Tab indents, so there is another way out for the keyboard: Escape, then Tab, however long one takes between them.
// Who comes by Tab passes through, as long as nothing is typed: to tab across a page changes no program.
// While the way is open, [data-leaving] stands on the editor. A second Escape is none of ours: the page may stop the run.
import { EditorView, Prec } from "../../../dist/codemirror.js";

export const leaving = Prec.highest(
  EditorView.domEventHandlers({
    keydown(event, view) {
      if (event.key === "Escape") open(event, view);
      else if (event.key !== "Tab" && event.key !== "Shift") close(view);
    },
    focus: (_, view) => {
      if (!pressed.delete(view)) openWay(view);
    },
    blur: (_, view) => close(view),
    mousedown: (_, view) => {
      if (!view.hasFocus) pressed.add(view);
      close(view);
    },
  }),
);

const pressed = new WeakSet(); // editors that are about to get the focus from a pointer

function open(event, view) {
  if (isOpen(view) || view.state.selection.ranges.length > 1) return;
  event.preventDefault();
  openWay(view);
}

function openWay(view) {
  view.setTabFocusMode(true);
  view.dom.dataset.leaving = "";
}

function close(view) {
  if (!isOpen(view)) return;
  view.setTabFocusMode(false);
  delete view.dom.dataset.leaving;
}

function isOpen(view) {
  return "leaving" in view.dom.dataset;
}
