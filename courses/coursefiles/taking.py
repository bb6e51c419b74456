"""From nodes of an outline to facts: what is missing, unknown or of another kind is a mistake, and taking goes on."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from courses.content.facts.keys import WHAT_A_KEY_IS, is_key
from courses.content.facts.mistakes import Mistake, Origin
from courses.coursefiles.layouts import Kind, Layout
from courses.coursefiles.outline import Node

MARKED = re.compile(r"\[([^\[\]]*)\] (.*)")


class Taker:
    """Takes the things of one file, `path`, and notes what an author must mend in `mistakes`."""

    def __init__(self, path: Path, mistakes: list[Mistake]) -> None:
        self.path, self.mistakes = path, mistakes

    def note(self, line: int, sentence: str) -> None:
        self.mistakes.append(Mistake(path=self.path, line=line, sentence=sentence))

    def take(self, node: Node, layout: Layout, **more: Any) -> Any:
        """The facts that a node holds; `more` are attributes that come from elsewhere."""
        values: dict[str, Any] = {}
        self.take_heading(node, layout, values)
        self.take_fields(node, layout, values)
        self.take_text(node, layout, values)
        self.take_pieces(node, layout, values)
        if layout.child:
            values[layout.children] = tuple(self.take(each, layout.child) for each in node.children)
        origin = Origin(path=self.path, lines=self.lines_of(node, layout))
        return layout.facts(**{**values, **more}, origin=origin)

    def lines_of(self, node: Node, layout: Layout) -> dict[str, int]:
        lines = {"": node.line, layout.heading: node.line, "key": node.line}
        if layout.text:
            lines[layout.text] = node.text_line
        for name, line in node.field_lines.items():
            if name in layout.fields:
                lines[layout.fields[name][0]] = line
        for child in node.children:
            if child.title in layout.pieces:
                lines[layout.pieces[child.title]] = child.text_line
        return lines

    def take_heading(self, node: Node, layout: Layout, values: dict[str, Any]) -> None:
        title = node.title
        if not layout.has_key and node.key is not None:
            title = f"{title} {{#{node.key}}}"  # what has no key of its own may end in anything
        if layout.mark:
            found = MARKED.fullmatch(title)
            if not found:
                self.note(node.line, "An option begins with [x] where it is right, with [ ] where it is not.")
            values[layout.mark], title = (found[1].strip(" "), found[2].strip(" ")) if found else ("", title)
        if not title:
            self.note(node.line, "This heading is empty.")
        values[layout.heading] = title
        if layout.has_key:
            values["key"] = self.key_of(node)

    def key_of(self, node: Node) -> str:
        if node.key is None:
            self.note(node.line, "The key is missing: write it at the end of the heading, like {#two-threads}.")
        elif not is_key(node.key):
            self.note(node.line, f"“{node.key[:60]}” is no key: {WHAT_A_KEY_IS}.")
        return node.key or ""

    def take_fields(self, node: Node, layout: Layout, values: dict[str, Any]) -> None:
        for line, name in node.repeated:
            self.note(line, f"“{name}” stands here a second time.")
        for name, text in node.fields.items():
            line = node.field_lines[name]
            if name not in layout.fields:
                known = f"known are {', '.join(layout.fields)}" if layout.fields else "there are none"
                self.note(line, f"“{name}” is not known here; {known}. Text begins after a blank line.")
                continue
            attribute, kind = layout.fields[name]
            values[attribute] = VALUES[kind](self, text, line)

    def take_text(self, node: Node, layout: Layout, values: dict[str, Any]) -> None:
        if layout.text:
            values[layout.text] = node.text
        elif node.text:
            self.note(node.text_line, "There is no place for text here; it belongs below one of the headings.")

    def take_pieces(self, node: Node, layout: Layout, values: dict[str, Any]) -> None:
        for child in node.children if layout.pieces or not layout.child else ():
            if child.title not in layout.pieces:
                known = f"known are {', '.join(layout.pieces)}" if layout.pieces else "there are none"
                self.note(child.line, f"The heading “{child.title[:60]}” is not known here; {known}.")
                continue
            if layout.pieces[child.title] in values:
                self.note(child.line, f"“{child.title}” stands here a second time.")
            is_program = child.title in layout.programs
            values[layout.pieces[child.title]] = self.program(child) if is_program else child.text

    def program(self, node: Node) -> str:
        """The text of one fenced block, with the newline at its end."""
        lines = node.text.split("\n")
        fence = lines[0][: len(lines[0]) - len(lines[0].lstrip("`"))]
        if len(lines) < 2 or len(fence) < 3 or lines[-1] != fence:
            self.note(node.text_line, f"“{node.title}” must be one fenced block: ```python, the program, ```.")
            return ""
        return "\n".join([*lines[1:-1], ""])

    def words(self, text: str, line: int) -> tuple[str, ...]:
        words = tuple(word.strip() for word in text.split(","))
        if not all(words):
            self.note(line, "There is nothing between two commas of this list.")
        return tuple(word for word in words if word)

    def number(self, text: str, line: int) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 5):
            self.note(line, f"“{text[:20]}” must be a whole number, at most four digits.")
            return 1
        return int(text)

    def flag(self, text: str, line: int) -> bool:
        if text not in {"yes", "no"}:
            self.note(line, f"“{text[:20]}” must be yes or no.")
        return text == "yes"


VALUES: dict[Kind, Callable[[Taker, str, int], Any]] = {
    Kind.TEXT: lambda _taker, text, _line: text,
    Kind.WORDS: Taker.words,
    Kind.NUMBER: Taker.number,
    Kind.FLAG: Taker.flag,
}
