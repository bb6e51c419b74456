"""From facts to nodes of an outline: the inverse of taking, in the one order that the layout gives."""

from collections.abc import Iterable
from itertools import dropwhile
from typing import Any

from courses.coursefiles.layouts import Kind, Layout
from courses.coursefiles.outline import Node, written


def node_of(facts: Any, layout: Layout, *, level: int, **more: Any) -> Node:
    """The node of a thing; `more` are values of fields that its facts hold in another form, by attribute."""
    heading = one_line(getattr(facts, layout.heading))
    if layout.mark:
        heading = f"[{one_line(getattr(facts, layout.mark)) or ' '}] {heading}"
    node = Node(level=level, title=heading, key=facts.key if layout.has_key else None)
    for name, (attribute, kind) in layout.fields.items():
        value = more[attribute] if attribute in more else getattr(facts, attribute)
        if told := field_text(value, kind):
            node.fields[name] = told
    node.text = settled(getattr(facts, layout.text)) if layout.text else ""
    for title, attribute in layout.pieces.items():
        if text := getattr(facts, attribute):
            text = fenced(text) if title in layout.programs else settled(text)
            node.children.append(Node(level=level + 1, title=title, text=text))
    if layout.child:
        node.children += [node_of(each, layout.child, level=level + 1) for each in getattr(facts, layout.children)]
    return node


def field_text(value: Any, kind: Kind) -> str:
    """How a field is written; "" where it has its usual value and is left out."""
    match kind:
        case Kind.WORDS:
            return ", ".join(value)
        case Kind.NUMBER:
            return "" if value == 1 else str(value)
        case Kind.FLAG:
            return "yes" if value else ""
        case _:
            return one_line(str(value))


def one_line(text: str) -> str:
    """As reading it gives it back: no plain blanks around it, and every other blank as it is."""
    return text.replace("\r\n", " ").replace("\r", " ").replace("\n", " ").strip(" ")


def settled(text: str) -> str:
    """The text as reading it gives it back: our line ends, no blank lines around it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(dropwhile(lambda line: not line.strip(), lines)).rstrip()


def fenced(program: str) -> str:
    """The program as a fenced block, with a fence longer than any in it."""
    fence = "```"
    while fence in program:
        fence += "`"
    return f"{fence}python\n{program.removesuffix(chr(10))}\n{fence}"


def file_of(things: Iterable[Any], layout: Layout) -> str:
    """A file that holds things of one kind, each with a heading of level 2."""
    return written(Node(level=0, children=[node_of(each, layout, level=2) for each in things]))
