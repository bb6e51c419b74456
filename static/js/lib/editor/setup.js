// A Python editor made of CodeMirror's parts: what every program's state holds.
import {
  bracketMatching,
  closeBrackets,
  closeBracketsKeymap,
  defaultKeymap,
  drawSelection,
  EditorState,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSelectionMatches,
  highlightSpecialChars,
  history,
  historyKeymap,
  indentOnInput,
  indentUnit,
  indentWithTab,
  keymap,
  lineNumbers,
  python,
  searchKeymap,
} from "../../../dist/codemirror.js";
import { errorLine } from "./error-line.js";
import { leaving } from "./leaving.js";
import { look } from "./look.js";
import { sharedLines } from "./shared-lines.js";
import { typingOver } from "./typing-over.js";

const RUNS = "Mod-Enter"; // the page's: CodeMirror would insert a line

export function stateOf(text, { label, nonce, changed }) {
  return EditorState.create({
    doc: text,
    extensions: [
      EditorView.cspNonce.of(nonce),
      EditorView.contentAttributes.of({
        "aria-label": `${label}. Tab indents. Escape, then Tab, leaves the editor.`,
        tabindex: "0",
      }),
      EditorView.updateListener.of((update) => update.docChanged && changed()),
      leaving,
      typingOver,
      errorLine,
      sharedLines,
      lineNumbers(),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      history(),
      drawSelection(),
      EditorState.tabSize.of(4),
      indentUnit.of("    "),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      highlightActiveLine(),
      highlightSelectionMatches(),
      keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, indentWithTab].filter(isOurs)),
      python(),
      look,
    ],
  });
}

function isOurs({ key }) {
  return key !== RUNS;
}
