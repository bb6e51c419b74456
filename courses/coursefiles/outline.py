"""Markdown as an outline: headings with keys and fields, and the text below them; read, and written in one form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from courses.content.markdown_lines import heading_in, lines_with_fences

FIELD_NAME = re.compile(r"[a-z][a-z ]*")


@dataclass(kw_only=True)
class Node:
    """A heading with what stands below it. Lines count from 1; `level` 0 is the file itself, before any heading.

    `repeated` are the lines and names of fields that stood there before.
    """

    level: int
    title: str = ""
    key: str | None = None
    line: int = 1
    fields: dict[str, str] = field(default_factory=dict)
    field_lines: dict[str, int] = field(default_factory=dict)
    repeated: list[tuple[int, str]] = field(default_factory=list)
    text: str = ""
    text_line: int = 0
    children: list["Node"] = field(default_factory=list)


def parsed(text: str, *, depth: int) -> Node:
    """The outline of a text. Headings deeper than `depth`, and what looks like one within a fence, are text."""
    root = Node(level=0)
    path = [root]
    bodies: dict[int, list[tuple[int, str]]] = {id(root): []}
    for number, line, is_open in lines_with_fences(text):
        heading = None if is_open else heading_in(line)
        if heading and heading.level <= depth:
            node = Node(level=heading.level, title=heading.title, key=heading.key, line=number)
            while path[-1].level >= node.level:
                path.pop()
            path[-1].children.append(node)
            path.append(node)
            bodies[id(node)] = []
        else:
            bodies[id(path[-1])].append((number, line))
    for node in every(root):
        take_fields_and_text(node, bodies[id(node)])
    return root


def every(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from every(child)


def take_fields_and_text(node: Node, body: list[tuple[int, str]]) -> None:
    """The lines directly below the heading, up to a blank one, are fields; the rest is text."""
    index = 0
    if node.level:
        while index < len(body) and (found := field_in(body[index][1])):
            name, value = found
            if name in node.fields:
                node.repeated.append((body[index][0], name))
            else:
                node.fields[name], node.field_lines[name] = value, body[index][0]
            index += 1
    while index < len(body) and not body[index][1].strip():
        index += 1
    node.text = "\n".join(line for _, line in body[index:]).rstrip()
    node.text_line = body[index][0] if index < len(body) else node.line


def field_in(line: str) -> tuple[str, str] | None:
    """Name and value of a line like `kind: rhyme`."""
    name, colon, value = line.partition(":")
    return (name.rstrip(" "), value.strip(" ")) if colon and FIELD_NAME.fullmatch(name) else None


def written(node: Node) -> str:
    """The outline in its one form: heading, fields, a blank line, text; one blank line between blocks."""
    return "\n\n".join(blocks(node)) + "\n"


def blocks(node: Node) -> Iterator[str]:
    if node.level:
        key = "" if node.key is None else f" {{#{node.key}}}"
        heading = f"{'#' * node.level} {node.title}{key}"
        yield "\n".join([heading, *(f"{name}: {value}" for name, value in node.fields.items())])
    if node.text:
        yield node.text
    for child in node.children:
        yield from blocks(child)
