"""Markdown line by line, as course files are parted: what is a heading, and what stands within a fence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

DEEPEST_HEADING = 6
FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)")
"""What follows a fence of backticks on its line holds none: `code` written with three is no fence (CommonMark 4.5)."""


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
    """Each line with its number, from 1, and whether it belongs to a fenced block."""
    opened = ""
    for number, line in enumerate(text.split("\n"), start=1):
        fence = FENCE.fullmatch(line)
        yield number, line, bool(opened or fence)
        if not opened:
            opened = fence[1] if fence else ""
        elif fence and fence[1].startswith(opened) and not fence[2].strip():
            opened = ""


def is_left_open(text: str) -> bool:
    """Whether a fenced block begins and never ends: it would swallow whatever comes after the text."""
    *_, (_, _, is_open) = lines_with_fences(f"{text}\n")
    return is_open


def headings_in(text: str) -> Iterator[tuple[int, int]]:
    """The line, from 1, and the level of what a course file would take for a heading."""
    for number, line, is_open in lines_with_fences(text):
        if not is_open and (found := heading_in(line)):
            yield number, found.level
