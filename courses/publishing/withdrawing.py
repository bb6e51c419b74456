"""Takes a section back from its readers, and brings an earlier publication before them again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Person
from courses.content.facts.as_json import from_json
from courses.content.facts.courses import CourseFacts, SectionFacts
from courses.content.facts.mistakes import CourseRefused
from courses.content.models import DemoPublication, Section, SectionPublication
from courses.content.telling import told_course
from courses.publishing.companions import named_demos, relied_on, take_back_unneeded
from courses.publishing.publishing import Made, mistakes_of_outline, next_number, publish_outline
from courses.publishing.targets import targets_of
from courses.search.indexing import forget_section, index_section


@transaction.atomic
def withdraw(section: Section, *, now: datetime) -> None:
    """Nobody reads it from now on, nor what was to open with it. Its publications and everybody's progress stay."""
    Section.objects.in_turn().get(pk=section.pk)
    section.withdrawn_at = now
    section.save(update_fields=["withdrawn_at"])
    take_back_unneeded(section.course, now=now)
    forget_section(section)


@transaction.atomic
def bring_back(publication: SectionPublication, *, by: Person | None, now: datetime) -> SectionPublication:
    """A new publication that shows now what an earlier one showed, or was to show; the draft stays as it is.

    What it needs beside it and was never read comes with it: its demos as they were then, and, where the outline does
    not name it, outline and glossary as they are written now. Raises CourseRefused where those have mistakes.
    """
    section = Section.objects.in_turn().get(pk=publication.section_id)
    made = Made(by=by, at=now, visible_from=now)
    again = SectionPublication.objects.create(
        section=section,
        number=next_number(section.publications),
        facts=publication.facts,
        head=publication.head,
        page=publication.page,
        answers=publication.answers,
        note=f"As publication {publication.number}",
        brings_back=publication.number,
        **made.fields(),
    )
    bring_demos(publication, made)
    bring_outline(again, made)
    take_back_unneeded(section.course, now=now)
    index_section(again, now=now)
    return again


def bring_demos(publication: SectionPublication, made: Made) -> None:
    """Those that never opened; what has been run since goes on as it is, for other sections show it, too."""
    for key in named_demos(from_json(SectionFacts, publication.facts)):
        all_of_it = DemoPublication.objects.filter(demo__key=key, demo__course=publication.section.course_id)
        then = relied_on(all_of_it, publication)
        if then and (then.taken_back_at or then.visible_from > made.at):
            number = next_number(all_of_it)
            DemoPublication.objects.create(demo_id=then.demo_id, number=number, facts=then.facts, **made.fields())


def bring_outline(publication: SectionPublication, made: Made) -> None:
    course = publication.section.course
    facts, live = told_course(course), course.publications.live(made.at).first()
    if live and not is_lacking(live.page, publication, facts):
        return
    if mistakes := [each for each in mistakes_of_outline(facts) if not each.is_warning]:
        raise CourseRefused(mistakes)
    publish_outline(course, facts, targets_of(facts), made)


def is_lacking(outline: Mapping[str, Any], publication: SectionPublication, facts: CourseFacts) -> bool:
    """Whether readers miss something beside the section: its place, or terms of it that the course has today."""
    places = {section["key"] for chapter in outline["chapters"] for section in chapter["sections"]}
    terms = set(publication.page["terms"]) & {each.key for each in facts.terms}
    return publication.section.key not in places or bool(terms - {each["key"] for each in outline["terms"]})
