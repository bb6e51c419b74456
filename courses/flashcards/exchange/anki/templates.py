"""What a note's card shows: its template filled with its fields. Of filters, those that hide are kept."""

import re
from collections.abc import Mapping

from courses.flashcards.exchange.anki.notetypes import Notetype

LONGEST_SIDE = 200_000
SECTION = re.compile(r"\{\{([#^])([^{}]+)\}\}((?:(?!\{\{[#^/]).)*?)\{\{/\2\}\}", re.DOTALL)
FIELD = re.compile(r"\{\{([^{}#^/][^{}]*)\}\}")
CLOZE = re.compile(r"\{\{c(\d{1,3})::((?:(?!\}\}|\{\{c\d|::).)*)(?:::((?:(?!\}\}|\{\{c\d).)*))?\}\}", re.DOTALL)
ANSWER = re.compile(r"<hr[^>]{0,40}id=[\"']?answer[\"']?[^>]{0,40}>")
MOST_DEEP = 10


def sides(notetype: Notetype, fields: Mapping[str, str], number: int) -> tuple[str, str] | None:
    """Question and answer as HTML; None where the note has no such card."""
    at = 0 if notetype.is_cloze else number
    if at >= len(notetype.templates):
        return None
    question, answer = notetype.templates[at]
    front = filled(question, fields, cloze=number + 1, is_answer=False)
    rest = filled(without_front(answer), fields, cloze=number + 1, is_answer=True)
    return front[:LONGEST_SIDE], rest[:LONGEST_SIDE]


def without_front(answer: str) -> str:
    """An answer repeats its question, up to a line with this name; the page shows both anyway."""
    return ANSWER.split(answer.replace("{{FrontSide}}", ""), maxsplit=1)[-1]


def filled(template: str, fields: Mapping[str, str], *, cloze: int, is_answer: bool) -> str:
    for _ in range(MOST_DEEP):
        template, count = SECTION.subn(lambda found: section(found, fields), template)
        if not count or len(template) > LONGEST_SIDE:
            break

    def value(found: re.Match[str]) -> str:
        *filters, name = (each.strip() for each in found[1].split(":"))
        text = fields.get(name, "")
        if "type" in filters:
            return text if is_answer else ""
        return clozed(text, cloze, is_answer=is_answer) if "cloze" in filters else text

    return FIELD.sub(value, template)


def section(found: re.Match[str], fields: Mapping[str, str]) -> str:
    """A part that stands where its field has something, or where it has nothing."""
    has_text = bool(fields.get(found[2].strip(), "").strip())
    return found[3] if has_text == (found[1] == "#") else ""


def clozed(text: str, number: int, *, is_answer: bool) -> str:
    """The gap of this card as `[…]`, or with its hint; in the answer, and everywhere else, what stands in it."""

    def gap(found: re.Match[str]) -> str:
        if int(found[1]) != number:
            return found[2]
        return f"<b>{found[2]}</b>" if is_answer else f"[{found[3] or '…'}]"

    return CLOZE.sub(gap, text)
