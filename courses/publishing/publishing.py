"""Publishing: checks what an author said, and freezes it into the next numbered publication."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import Person
from courses.content.facts.as_json import to_json
from courses.content.facts.courses import CourseFacts, SectionFacts
from courses.content.facts.demos import DemoFacts
from courses.content.facts.mistakes import CourseRefused, Mistake
from courses.content.models import Course, CoursePublication, Demo, DemoPublication, Section, SectionPublication
from courses.content.telling import told_course
from courses.publishing.checking.course import check_shared, known_in
from courses.publishing.checking.demos import check_demo
from courses.publishing.checking.pictures import check_said
from courses.publishing.checking.sections import check_section
from courses.publishing.freezing import course_page, head_of, section_answers, section_page, texts_of
from courses.publishing.rendering.markdown import Targets, links_in
from courses.publishing.targets import targets_of
from courses.search.indexing import index_course, index_section


@dataclass(frozen=True, kw_only=True)
class Made:
    """By whom and when a publication is made, and from when on it is read."""

    by: Person | None
    at: datetime
    visible_from: datetime

    def fields(self) -> dict[str, Any]:
        return {"made_by": self.by, "made_at": self.at, "visible_from": self.visible_from}


class InPreparation(CourseRefused):
    """The section says of itself that it is not ready."""


@transaction.atomic
def publish_section(
    section: Section, *, by: Person | None, now: datetime, note: str = "", visible_from: datetime | None = None
) -> SectionPublication:
    """The section's next publication, and with it the demos it names and the course's outline and glossary.

    Learners read it from `visible_from` on, at once where nothing is said. A withdrawn section comes back by it.
    Raises CourseRefused with every mistake, and then nothing was published.
    """
    section = Section.objects.select_for_update().get(pk=section.pk)
    course = told_course(section.course)
    facts = next(each for each in course.sections() if each.key == section.key)
    refuse(facts, course)
    targets = targets_of(course)
    made = Made(by=by, at=now, visible_from=visible_from or now)
    named = named_demos(facts)
    for demo in course.demos:
        if demo.key in named:
            publish_demo(demo, made)
    publication = freeze(section, facts, targets, made, note=note)
    publish_outline(section.course, course, targets, made)
    return publication


def refuse(facts: SectionFacts, course: CourseFacts) -> None:
    if facts.in_preparation:
        sentence = "This section is in preparation: untick that before you publish it."
        raise InPreparation([facts.origin.mistake(sentence, at="in_preparation")])
    if mistakes := [each for each in mistakes_of(facts, course) if not each.is_warning]:
        raise CourseRefused(mistakes)


def mistakes_of(section: SectionFacts, course: CourseFacts) -> list[Mistake]:
    """What the checker finds in all that would be published with a section: it, its demos, outline and glossary."""
    ready = replace(section, in_preparation=False)
    named = named_demos(section)
    demos = [each for each in course.demos if each.key in named]
    known = known_in(course)
    found = [*check_section(ready, known), *(each for demo in demos for each in check_demo(demo))]
    found += [*check_shared(course, known), *(each for one in course.pictures for each in check_said(one, known))]
    return sorted(found)


def named_demos(section: SectionFacts) -> set[str]:
    linked = {link.to for text in texts_of(section) for link in links_in(text) if link.kind == "demo"}
    return linked | {each.demo for each in section.examples if each.demo}


def freeze(
    section: Section, facts: SectionFacts, targets: Targets, made: Made, *, note: str = ""
) -> SectionPublication:
    page = section_page(facts, targets)
    publication = SectionPublication.objects.create(
        section=section,
        number=next_number(section.publications),
        facts=to_json(facts),
        head=head_of(page),
        page=page,
        answers=section_answers(facts, targets),
        note=note,
        **made.fields(),
    )
    index_section(publication, now=made.at)
    return publication


def next_number(publications: Any) -> int:
    return (publications.aggregate(last=Max("number"))["last"] or 0) + 1


def publish_demo(facts: DemoFacts, made: Made) -> None:
    """The demo's next publication, where it says anything new by then."""
    demo, said = Demo.objects.get(key=facts.key), to_json(facts)
    last = demo.publications.live(made.visible_from).first()
    if last is None or last.facts != said:
        DemoPublication.objects.create(demo=demo, number=next_number(demo.publications), facts=said, **made.fields())


def publish_outline(course: Course, facts: CourseFacts, targets: Targets, made: Made) -> None:
    """The next publication of the course's outline and glossary, where they say anything new by then."""
    page = course_page(facts, targets)
    last = course.publications.live(made.visible_from).first()
    if last is None or last.page != page:
        publication = CoursePublication.objects.create(
            course=course, number=next_number(course.publications), facts={}, page=page, **made.fields()
        )
        index_course(publication, now=made.at)


@transaction.atomic
def publish_all(course: Course, *, by: Person | None, now: datetime) -> tuple[str, ...]:
    """Publishes every demo, and every section that is not in preparation, where it says anything new.

    The keys of the sections that were published. Of a withdrawn section, nothing is. The course has been checked.
    """
    facts = told_course(course)
    targets = targets_of(facts)
    made = Made(by=by, at=now, visible_from=now)
    for demo in facts.demos:
        publish_demo(demo, made)
    rows = {row.key: row for row in course.sections.present().prefetch_related("publications")}
    published = []
    for section in facts.sections():
        row = rows[section.key]
        last = row.publications.first()
        is_new = last is None or last.page != section_page(section, targets) or last.facts != to_json(section)
        if is_new and not section.in_preparation and not row.is_withdrawn:
            freeze(row, section, targets, made)
            published.append(section.key)
    publish_outline(course, facts, targets, made)
    return tuple(published)
