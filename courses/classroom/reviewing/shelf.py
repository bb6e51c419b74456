"""What the courses of a person say now, as far as it can be asked again: cards, memory aids, questions, terms.

Publications never change, so what is taken out of one is kept in this process; which of them are live is asked anew.
"""

import hashlib
import re
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q

from accounts.models import Person
from courses.classroom.reading.links import with_living_links
from courses.content.asked.kinds import KINDS, Shape
from courses.content.models import CoursePublication, SectionPublication
from courses.enrollment.models import Enrolment, How, PartProgress

MOST_KEPT = 1_000
"""Publications in this process; of each only what can be asked."""
CARDS_PART = "cards"
"""The part of a section that is done when its cards were seen."""
FORM = "2"
"""Changes when kinds are added or joins differ: then everybody's items are settled anew."""

NOTHING: Mapping[str, Any] = {"title": "", "cards": {}, "aids": {}, "questions": {}}
Entries = Mapping[str, Mapping[str, Any]]
Publication = tuple[int, datetime]
"""Its number in the database, and when it was made: a database that is set back gives numbers again."""
kept: OrderedDict[tuple[str, Publication], Mapping[str, Any]] = OrderedDict()


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """`sections`, `outlines`: the publication of each that can be read, in the courses that the person takes.

    `seen`: (course, section) of cards that they saw · `answered`: (course, section, question) that they answered there.
    """

    sections: Mapping[tuple[str, str], Publication]
    outlines: Mapping[str, Publication]
    seen: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    answered: frozenset[tuple[str, str, str]] = field(default_factory=frozenset)

    @property
    def standing(self) -> str:
        """Names all that decides which items there are: while it is the same, they need no looking after."""
        said = (FORM, sorted(self.sections.values()), sorted(self.outlines.items()))
        return hashlib.sha256(repr((*said, sorted(self.seen), sorted(self.answered))).encode()).hexdigest()

    def load(self, sections: Iterable[tuple[str, str]]) -> None:
        """Reads those sections in one query, as far as they are not kept."""
        wanted = [self.sections[each] for each in {*sections} if each in self.sections]
        load("section", wanted)

    def section(self, course: str, key: str) -> Mapping[str, Any]:
        """`title`, `cards`, `aids` and `questions` by key; nothing where it cannot be read."""
        publication = self.sections.get((course, key))
        return taken_out("section", publication) if publication else NOTHING

    def outline(self, course: str) -> Mapping[str, Any]:
        """`title`, `address`, `numbers` of sections, and `terms` by key."""
        publication = self.outlines.get(course)
        return taken_out("course", publication) if publication else {"terms": {}, "numbers": {}, "title": ""}

    def order(self, place: tuple[str, str]) -> tuple[str, int]:
        """By which sections are sorted as their courses have them."""
        course, section = place
        return course, [*self.outline(course)["numbers"], section].index(section)

    def living(self, course: str, entry: Mapping[str, Any]) -> Mapping[str, Any]:
        """The entry with its links as they stand today, and those to terms leading to the glossary."""
        address = self.outline(course)["address"]
        readable = [section for of, section in self.sections if of == course]
        return with_terms(with_living_links(entry, address, readable), f"{address}glossary/")


def shelf_of(person: Person, now: datetime) -> Shelf:
    """Three queries."""
    taken = Enrolment.objects.filter(person=person, left_at=None).values("course")
    sections = SectionPublication.objects.live(now).filter(section__course__in=taken).order_by()
    outlines = CoursePublication.objects.live(now).filter(course__in=taken).order_by()
    is_of_here = Q(part_key=CARDS_PART) | Q(how=How.ANSWERED)
    done = PartProgress.objects.filter(is_of_here, person=person, course__in=taken)
    parts = set(done.values_list("course__key", "section_key", "part_key"))
    rows = sections.values_list("section__course__key", "section__key", "pk", "made_at")
    return Shelf(
        sections={(course, key): (pk, at) for course, key, pk, at in rows},
        outlines={key: (pk, at) for key, pk, at in outlines.values_list("course__key", "pk", "made_at")},
        seen=frozenset((course, section) for course, section, part in parts if part == CARDS_PART),
        answered=frozenset(each for each in parts if each[-1] != CARDS_PART),
    )


def taken_out(kind: str, publication: Publication) -> Mapping[str, Any]:
    if (kind, publication) not in kept:
        load(kind, [publication])
    found = kept.get((kind, publication), {})
    if found:
        kept.move_to_end((kind, publication))
    return found


def load(kind: str, publications: Collection[Publication]) -> None:
    missing = dict(each for each in publications if (kind, each) not in kept)
    if not missing:
        return
    rows = sections_in(missing) if kind == "section" else outlines_in(missing)
    kept.update(((kind, (pk, missing[pk])), said) for pk, said in rows)
    while len(kept) > max(MOST_KEPT, len(publications)):
        kept.popitem(last=False)


def sections_in(publications: Collection[int]) -> Iterable[tuple[int, Mapping[str, Any]]]:
    rows = SectionPublication.objects.filter(pk__in=publications).values_list(
        "pk", "head__title", "page__cards", "page__aids", "page__questions", "answers__questions"
    )
    for pk, title, cards, aids, questions, answers in rows:
        asked = [{**each, "kept": answers[each["key"]]} for each in questions if is_answered_by_a_form(each)]
        yield pk, {"title": title, "cards": by_key(cards), "aids": by_key(aids), "questions": by_key(asked)}


def is_answered_by_a_form(question: Mapping[str, Any]) -> bool:
    """What is played has a page of its own."""
    return KINDS[question["kind"]].shape is not Shape.PLAYED


def outlines_in(publications: Collection[int]) -> Iterable[tuple[int, Mapping[str, Any]]]:
    for pk, page in CoursePublication.objects.filter(pk__in=publications).values_list("pk", "page"):
        places = [section for chapter in page["chapters"] for section in chapter["sections"]]
        numbers = {section["key"]: section["number"] for section in places}
        named = {"title": page["title"], "address": page["address"], "numbers": numbers}
        yield pk, {**named, "terms": by_key(page["terms"])}


def by_key(entries: Iterable[Mapping[str, Any]]) -> Entries:
    return {each["key"]: each for each in entries}


TERM_LINK = re.compile(r'href="#term-')


def with_terms(entry: Mapping[str, Any], glossary: str) -> Mapping[str, Any]:
    """Also of what is kept within it, like the explanations of a question."""

    def walked(value: Any) -> Any:
        if isinstance(value, str):
            return TERM_LINK.sub(f'href="{glossary}#term-', value)
        if isinstance(value, list):
            return [walked(each) for each in value]
        return {name: walked(each) for name, each in value.items()} if isinstance(value, dict) else value

    found: Mapping[str, Any] = walked(dict(entry))
    return found
