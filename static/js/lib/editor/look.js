// How CodeMirror looks here: our tokens, and the colours of Python that static listings have (code.css).
import { EditorView, HighlightStyle, syntaxHighlighting, tags } from "../../../dist/codemirror.js";

const theme = EditorView.theme({
  "&": { backgroundColor: "var(--surface)", color: "var(--ink)", fontSize: "var(--t-sm)", height: "100%" },
  "&.cm-focused": { outline: "var(--ring) solid var(--focus)", outlineOffset: "calc(-1 * var(--ring))" },
  ".cm-scroller": { fontFamily: "var(--font-code)", fontVariantLigatures: "none", lineHeight: "var(--lh-code)" },
  ".cm-content": { padding: "var(--s3) 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 var(--s4)" },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--ink-3)", borderRight: "1px solid var(--line)" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 0.75rem 0 0.4rem", minWidth: "2.6rem" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--sunken) 60%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--sunken)", color: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--selection)",
  },
  "&.cm-focused .cm-matchingBracket, .cm-matchingBracket": { backgroundColor: "var(--accent-tint)", outline: "1px solid var(--accent)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--bad-tint)", outline: "1px solid var(--bad)" },
  ".cm-selectionMatch": { backgroundColor: "var(--accent-tint)" },
  ".cm-specialChar": { color: "var(--bad)" },
  ".cm-errorLine": { backgroundColor: "var(--bad-tint)", boxShadow: "inset 3px 0 var(--bad)" },
  ".cm-sharedMark": { color: "var(--warn)", fontWeight: "700", paddingLeft: "0.4rem" },
  ".cm-errorMark": { color: "var(--bad)", fontWeight: "700", paddingLeft: "0.4rem" },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier, tags.bool, tags.null, tags.self], class: "py-keyword" },
  { tag: [tags.string, tags.special(tags.string)], class: "py-string" },
  { tag: tags.number, class: "py-number" },
  {
    tag: [
      tags.function(tags.variableName),
      tags.function(tags.definition(tags.variableName)),
      tags.function(tags.propertyName),
      tags.definition(tags.className),
      tags.className,
    ],
    class: "py-name",
  },
  { tag: tags.comment, class: "py-comment" },
]);

export const look = [theme, syntaxHighlighting(colours)];
