// Typing over selected text. Left to itself, Chromium takes the looks of what it deletes over to what is typed, in a
// style attribute, which the page's security policy refuses with a complaint in the console.
import { EditorView } from "../../../dist/codemirror.js";

export const typingOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { main, ranges } = view.state.selection;
    if (event.inputType !== "insertText" || !event.data || main.empty || ranges.length > 1 || view.composing) return false;
    event.preventDefault();
    insert(view, main, event.data);
    return true;
  },
});

// As CodeMirror does it for what the browser has typed: whoever handles input, like the closing of brackets, comes first.
function insert(view, { from, to }, text) {
  const typed = () => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
  const isHandled = view.state.facet(EditorView.inputHandler).some((handler) => handler(view, from, to, text, typed));
  if (!isHandled) view.dispatch(typed());
}
