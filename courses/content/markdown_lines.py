"""Markdown line by line, as course files are parted: what is a heading, and what stands within a fence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

DEEPEST_HEADING = 6
FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)")
"""What follows a fence of backticks on its line holds none: `code` written with three is no fence (CommonMark 4.5)."""
ITEM = re.compile(r" {0,3}(?:(?:[-+*]|[0-9]{1,9}[.)]) {1,4})+")
"""What a line of a list begins with; as wide as this, the lines that follow belong to the item (CommonMark 5.2)."""


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A line like `## Two threads {#two-threads}`; `key` is None where it ends in none."""

    level: int
    title: str
    key: str | None


def heading_in(line: str) -> Heading | None:
    """In time that grows with the line alone: a pattern that gives back blank after blank took 25 s for one line."""
    level = len(line) - len(line.lstrip("#"))
    if not 1 <= level <= DEEPEST_HEADING or line[level : level + 1] != " ":
        return None
    title = line[level:].strip(" ")
    before, brace, after = title.rpartition(" {#")
    if brace and before.strip(" ") and after.endswith("}") and not {"{", "}"} & set(after[:-1]):
        return Heading(level=level, title=before.strip(" "), key=after[:-1])
    return Heading(level=level, title=title, key=None)


def lines_with_fences(text: str) -> Iterator[tuple[int, str, bool]]:
    """Each line with its number, from 1, and whether it belongs to a fenced block.

    A fence on the line of a list's item ends with the item at the latest: no heading stands within it.
    """
    opened, width = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        if opened and line[:width].strip():
            opened, width = "", 0
        if not opened:
            opened, width = opening(line)
            yield number, line, bool(opened)
        else:
            yield number, line, True
            fence = FENCE.fullmatch(line[width:])
            if fence and fence[1].startswith(opened) and not fence[2].strip():
                opened, width = "", 0


def opening(line: str) -> tuple[str, int]:
    """The fence that the line opens, "" where it opens none, and how far what is within is indented."""
    item = ITEM.match(line)
    width = len(item[0]) if item else 0
    fence = FENCE.fullmatch(line[width:])
    return (fence[1], width) if fence else ("", 0)


def is_left_open(text: str) -> bool:
    """Whether a fenced block begins and never ends: it would swallow whatever comes after the text."""
    *_, (_, _, is_open) = lines_with_fences(f"{text}\n")
    return is_open


def headings_in(text: str) -> Iterator[tuple[int, int]]:
    """The line, from 1, and the level of what a course file would take for a heading."""
    for number, line, is_open in lines_with_fences(text):
        if not is_open and (found := heading_in(line)):
            yield number, found.level
