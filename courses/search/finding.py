"""Finds entries for a reader's words: full text of the database, mistyped words put right, excerpts with marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from rapidfuzz import fuzz, process

from courses.content.models import CoursePublication, SectionPublication
from courses.search.backends import BACKENDS, BEGIN, END
from courses.search.models import Entry, Word

WORD = re.compile(r"\w+")
MOST_WORDS, LONGEST_QUERY, MOST_HITS = 8, 200, 40
CLOSE_ENOUGH = 74.0
"""Of 100, by rapidfuzz: “mutliprocesing” for “multiprocessing” has 90, “lokc” for “lock” 75, “cat” for “cut” 67."""

type Row = tuple[str, str, str | None, str, str, str]


@dataclass(frozen=True, kw_only=True)
class Hit:
    """`context` names where it stands: its course, and its section where it is a part of one."""

    kind: str
    title: SafeString
    context: Sequence[str]
    excerpt: SafeString
    address: str


@dataclass(frozen=True, kw_only=True)
class Found:
    """`query` is what was searched for; `meant` differs from it where mistyped words were put right."""

    query: str
    meant: str
    hits: Sequence[Hit]
    has_more: bool = False


def find(query: str, *, now: datetime, kind: str = "", exact: bool = False) -> Found:
    """The best hits among what is published now, at most MOST_HITS; none for a query without a word.

    Where nothing is found, mistyped words are put right, unless the reader insists on what they wrote: `exact`.
    """
    typed = WORD.findall(query[:LONGEST_QUERY].lower().replace("_", " "))[:MOST_WORDS]
    rows = matching(typed, now=now, kind=kind)
    words = typed if rows or exact else meant_words(typed)
    if words != typed and (better := matching(words, now=now, kind=kind)):
        return found(query, " ".join(words), better)
    return found(query, query, rows)


def found(query: str, meant: str, rows: Sequence[Row]) -> Found:
    """A demo that stands in two sections is one hit."""
    hits = list({(row[0], row[-1]): hit(row) for row in reversed(rows[:MOST_HITS])}.values())[::-1]
    return Found(query=query, meant=meant, hits=hits, has_more=len(rows) > MOST_HITS)


def matching(words: Sequence[str], *, now: datetime, kind: str) -> list[Row]:
    if not words:
        return []
    live = SectionPublication.objects.live(now).order_by()
    of_sections = Entry.objects.filter(section_publication__in=live.values("pk"))
    outlines = CoursePublication.objects.live(now).order_by().values("pk")
    of_courses = Entry.objects.filter(course_publication__in=outlines, course__in=live.values("section__course"))
    named, of_named = outlines.query.sql_with_params()
    shown = of_sections | of_courses
    shown = shown.filter(kind=kind) if kind else shown
    ids, parameters = shown.values("pk").query.sql_with_params()
    backend = BACKENDS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(backend.sql(ids, named), [backend.query(words), *parameters, MOST_HITS + 1, *of_named])
        rows: list[Row] = cursor.fetchall()
        return rows


def meant_words(typed: Sequence[str]) -> list[str]:
    """The words with the likeliest one of the index in the place of each that nothing begins with."""
    known = list(Word.objects.values_list("word", flat=True)) if typed else []
    return [likeliest(word, known) if is_strange(word, known) else word for word in typed]


def is_strange(word: str, known: Sequence[str]) -> bool:
    """Of a word too short or with a digit in it, the index of words cannot tell."""
    return len(word) > 3 and word.isalpha() and not any(each.startswith(word) for each in known)


def likeliest(word: str, known: Sequence[str]) -> str:
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH)
    return found[0] if found else word


def hit(row: Row) -> Hit:
    kind, title, course, section, excerpt, address = row
    context = [each for each in dict.fromkeys((course or "", section)) if each not in {"", plain(title)}]
    return Hit(kind=kind, title=marked(title), context=context, excerpt=marked(excerpt), address=address)


def plain(text: str) -> str:
    return text.replace(BEGIN, "").replace(END, "")


def marked(text: str) -> SafeString:
    """The text with what was found in <mark>; everything else is escaped."""
    return mark_safe(str(escape(text)).replace(BEGIN, "<mark>").replace(END, "</mark>"))  # noqa: S308
