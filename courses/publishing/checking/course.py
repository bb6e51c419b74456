"""Finds what an author must mend in a course, all of it, each with its place."""

from collections.abc import Iterator

from courses.content.facts.courses import CourseFacts, ProgrammeFacts, TermFacts
from courses.content.facts.mistakes import Mistake
from courses.content.models import ProgrammeKind
from courses.publishing.checking.demos import check_demo
from courses.publishing.checking.keys import check_key, check_repeated
from courses.publishing.checking.pictures import check_picture
from courses.publishing.checking.sections import check_kind, check_section
from courses.publishing.checking.texts import Known, check_line, check_list, check_text, check_title


def check_course(course: CourseFacts) -> list[Mistake]:
    """Everything, in no particular order; facts that could not be read are passed over, for reading named them."""
    known = known_in(course)
    return [
        *check_shared(course, known),
        *(found for each in course.pictures for found in check_picture(each, known)),
        *(found for each in course.demos for found in check_demo(each)),
        *(found for each in course.sections() for found in check_section(each, known)),
    ]


def known_in(course: CourseFacts) -> Known:
    return Known(
        terms=frozenset(each.key for each in course.terms),
        sections=frozenset(each.key for each in course.sections()),
        demos=frozenset(each.key for each in course.demos),
        pictures=frozenset(each.key for each in course.pictures),
    )


def check_shared(course: CourseFacts, known: Known) -> Iterator[Mistake]:
    """What is published with every section: the outline, what the course belongs to, and the glossary."""
    yield from check_head(course, known)
    for programme in course.programmes:
        yield from check_programme(programme)
    for term in course.terms:
        yield from check_term(term, known)


def check_head(course: CourseFacts, known: Known) -> Iterator[Mistake]:
    yield from check_key(course)
    yield from check_title(course, "title")
    yield from check_text(course, "text", known, headings_from=7, is_needed=False)
    if course.key and course.key in course.needs:
        yield course.origin.mistake("A course cannot need itself.", at="needs")
    if not 0 <= course.first_chapter <= 999:
        yield course.origin.mistake("The first chapter's number must lie between 0 and 999.", at="first_chapter")
    for things, told in (
        (course.chapters, "Two chapters have the key"),
        (course.sections(), "Two sections of the course have the key"),
        (course.terms, "Two terms have the key"),
        (course.pictures, "Two pictures have the key"),
    ):
        yield from check_repeated(things, "key", told)
    yield from check_repeated(course.pictures, "file", "Two pictures have the file")
    for chapter in course.chapters:
        yield from check_key(chapter)
        yield from check_title(chapter, "title")
        yield from check_text(chapter, "text", known, headings_from=7, is_needed=False)


def check_programme(programme: ProgrammeFacts) -> Iterator[Mistake]:
    yield from check_key(programme)
    yield from check_title(programme, "title")
    yield from check_kind(programme, ProgrammeKind.values)
    needed = ("grades", "curriculum") if programme.kind == ProgrammeKind.ACADEMIC else ("field",)
    for attribute in needed:
        yield from check_title(programme, attribute, longest=40 if attribute == "grades" else 80)
    for attribute in {"grades", "curriculum", "field"}.difference(needed):
        yield from check_line(programme, attribute)
    yield from check_text(programme, "text", Known(), headings_from=7, is_needed=False)


def check_term(term: TermFacts, known: Known) -> Iterator[Mistake]:
    yield from check_key(term)
    yield from check_title(term, "title")
    yield from check_title(term, "short", longest=200)
    yield from check_list(term, "also")
    yield from check_text(term, "text", known, headings_from=7, is_needed=False)
