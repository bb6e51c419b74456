"""What every text of a course is held to: no HTML, links that lead somewhere, figures that can be drawn, its length."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from courses.content.facts.characters import has_control_character
from courses.content.facts.mistakes import Mistake
from courses.content.markdown_lines import headings_in, is_left_open
from courses.publishing.checking.addresses import why_not_linkable
from courses.publishing.rendering.markdown import BEGIN, END, MARKDOWN, links_in, timelines_in
from courses.publishing.rendering.timelines import NoTimeline, parsed_timeline

HTML = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
NO_HEADING = "This text may not have headings."
NAMES = {depth: f"{depth} overview" for depth in ("quick", "standard", "detailed")}
LONGEST_TEXT = 20_000
"""Characters of one text: a section's body is a tenth of it."""
LONGEST_LINE = 120
CONTROL = "There is a control character in this text."
NO_FONT = "There is a character here that no font shows; take it out."


@dataclass(frozen=True, kw_only=True)
class Known:
    """The keys to which links of the course may lead."""

    terms: frozenset[str] = field(default_factory=frozenset)
    sections: frozenset[str] = field(default_factory=frozenset)
    demos: frozenset[str] = field(default_factory=frozenset)
    pictures: frozenset[str] = field(default_factory=frozenset)

    def has(self, kind: str, key: str) -> bool:
        return key in getattr(self, f"{kind}s")


def check_title(facts: Any, attribute: str, longest: int = LONGEST_LINE) -> Iterator[Mistake]:
    """One line that must not be missing."""
    if not getattr(facts, attribute).strip():
        yield facts.origin.mistake(f"The {attribute} is missing.", at=attribute)
    yield from check_line(facts, attribute, longest)


def check_line(facts: Any, attribute: str, longest: int = LONGEST_LINE) -> Iterator[Mistake]:
    """One line, where there is any."""
    text = getattr(facts, attribute)
    if len(text) > longest:
        told = f"“{text[:30]}…” is too long: there is room for {longest:,} characters."
        yield facts.origin.mistake(told, at=attribute)
    if BEGIN in text or END in text:
        yield facts.origin.mistake(NO_FONT, at=attribute)
    if has_control_character(text):
        yield facts.origin.mistake(CONTROL, at=attribute)
    if "\n" in text:
        yield facts.origin.mistake(f"The {attribute.replace('_', ' ')} must be one line.", at=attribute)


def check_list(facts: Any, attribute: str) -> Iterator[Mistake]:
    """Words that files write with commas between."""
    for word in getattr(facts, attribute):
        if "," in word or not word or word != word.strip() or "\n" in word or has_control_character(word):
            yield facts.origin.mistake(f"“{word[:30]}” cannot stand in a list with commas.", at=attribute)


def check_text(
    facts: Any, attribute: str, known: Known, *, headings_from: int, is_needed: bool = True
) -> Iterator[Mistake]:
    """A Markdown text. `headings_from` is the first level of heading it may have; 7 where it may have none."""
    text, name = getattr(facts, attribute), NAMES.get(attribute, attribute)
    if is_needed and not text.strip():
        yield facts.origin.mistake(f"The {name} is missing.", at=attribute)
    if len(text) > LONGEST_TEXT:
        yield facts.origin.mistake(f"This text has {len(text):,} characters; {LONGEST_TEXT:,} fit.", at=attribute)
        return
    for line, sentence in mistakes_in(text, known, headings_from=headings_from):
        yield moved(facts.origin.mistake(sentence, at=attribute), line)


def moved(mistake: Mistake, line: int) -> Mistake:
    """The mistake, so many lines below where its text begins; from 1."""
    if not mistake.line:
        return mistake
    return Mistake(
        path=mistake.path, line=mistake.line + line - 1, sentence=mistake.sentence, at=mistake.at, row=mistake.row
    )


def mistakes_in(text: str, known: Known, *, headings_from: int) -> Iterator[tuple[int, str]]:
    """Lines, from 1, and sentences."""
    yield from plain_mistakes(text, headings_from=headings_from)
    for link in links_in(text):
        if link.is_picture and link.kind != "picture":
            yield link.line, f"A picture is named by its key, ![caption](picture:key); “{link.to[:60]}” is none."
        elif link.kind and not known.has(link.kind, link.to):
            yield link.line, f"There is no {link.kind} with the key “{link.to[:60]}” in this course."
        elif not link.kind and (reason := why_not_linkable(link.to)):
            yield link.line, reason
    for line, drawing in timelines_in(text):
        try:
            parsed_timeline(drawing)
        except NoTimeline as refused:
            yield line + refused.line, refused.sentence


def plain_mistakes(text: str, *, headings_from: int) -> Iterator[tuple[int, str]]:
    lines = text.split("\n")
    covered = code_lines(text)
    for number, line in enumerate(lines, start=1):
        if BEGIN in line or END in line:
            yield number, NO_FONT
        if has_control_character(line):
            yield number, CONTROL
        if number in covered:
            continue
        if found := HTML.search(re.sub(r"`[^`]*`", "", line)):
            yield number, f"“{found[0][:40]}” is HTML, which readers would see as text: write Markdown."
    for number, level in sorted({*headings_in(text), *rendered_headings(text)}):
        if level < headings_from:
            yield number, f"Headings stand from {'#' * headings_from} on." if headings_from < 7 else NO_HEADING
    if is_left_open(text):
        yield len(lines), "A fenced block begins and never ends: close it with a line ```."


def rendered_headings(text: str) -> Iterator[tuple[int, int]]:
    """Those that readers would see as headings, underlined ones, too."""
    for token in MARKDOWN.parse(text):
        if token.type == "heading_open" and token.map:
            yield token.map[0] + 1, int(token.tag[1])


def code_lines(text: str) -> set[int]:
    """The lines, from 1, that are programs or drawings."""
    blocks = (each.map for each in MARKDOWN.parse(text) if each.type in {"fence", "code_block"} and each.map)
    return {line + 1 for first, after in blocks for line in range(first, after)}
