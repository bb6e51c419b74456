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
from courses.publishing.companions import demos_of_outline, named_demos, take_back_unneeded
from courses.publishing.freezing import course_page, head_of, section_answers, section_page
from courses.publishing.rendering.markdown import Targets
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

    Learners read it from `visible_from` on, at once where nothing is said, or what is past. A withdrawn section comes
    back by it. What an earlier publication had scheduled, and this one comes before, does not open.
    Raises CourseRefused with every mistake, and then nothing was published.
    """
    section = Section.objects.in_turn().get(pk=section.pk)
    course = told_course(section.course)
    facts = next(each for each in course.sections() if each.key == section.key)
    refuse(facts, course)
    targets = targets_of(course)
    made = Made(by=by, at=now, visible_from=max(visible_from or now, now))
    publication = freeze(section, facts, targets, made, note=note)
    take_back_unneeded(section.course, now=now)
    publish_demos(course, named_demos(facts), made)
    publish_outline(section.course, course, targets, made)
    index_section(publication, now=now)
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
    known, named = known_in(course), named_demos(section) - demos_of_outline(course)
    found = [*check_section(ready, known), *mistakes_of_demos(course, named), *mistakes_of_outline(course)]
    found += [each for picture in course.pictures for each in check_said(picture, known)]
    return sorted(found)


def mistakes_of_outline(course: CourseFacts) -> list[Mistake]:
    """In all that is published with outline and glossary."""
    return [*check_shared(course, known_in(course)), *mistakes_of_demos(course, demos_of_outline(course))]


def mistakes_of_demos(course: CourseFacts, keys: set[str]) -> list[Mistake]:
    return [each for demo in course.demos if demo.key in keys for each in check_demo(demo)]


def freeze(
    section: Section, facts: SectionFacts, targets: Targets, made: Made, *, note: str = ""
) -> SectionPublication:
    page, said = section_page(facts, targets), to_json(facts)
    return SectionPublication.objects.create(
        section=section,
        number=next_number(section.publications),
        facts=said,
        head=head_of(page, said),
        page=page,
        answers=section_answers(facts, targets),
        note=note,
        **made.fields(),
    )


def next_number(publications: Any) -> int:
    return (publications.aggregate(last=Max("number"))["last"] or 0) + 1


def publish_demos(course: CourseFacts, keys: set[str], made: Made) -> None:
    for demo in course.demos:
        if demo.key in keys:
            publish_demo(demo, made)


def publish_demo(facts: DemoFacts, made: Made) -> None:
    """The demo's next publication, where it says anything new by then, or another one was to open later."""
    demo, said = Demo.objects.get(key=facts.key), to_json(facts)
    last = demo.publications.standing().first()
    if last is None or last.facts != said or last.visible_from > made.visible_from:
        DemoPublication.objects.create(demo=demo, number=next_number(demo.publications), facts=said, **made.fields())


def publish_outline(course: Course, facts: CourseFacts, targets: Targets, made: Made) -> None:
    """The next publication of the course's outline and glossary, with the demos to which they lead; as for a demo."""
    demos = demos_of_outline(facts)
    publish_demos(facts, demos, made)
    page, said = course_page(facts, targets), {"demos": sorted(demos)}
    last = course.publications.standing().first()
    if last is None or last.page != page or last.visible_from > made.visible_from:
        publication = CoursePublication.objects.create(
            course=course, number=next_number(course.publications), facts=said, page=page, **made.fields()
        )
        index_course(publication, now=made.at)


@transaction.atomic
def publish_all(course: Course, *, by: Person | None, now: datetime) -> tuple[str, ...]:
    """Publishes every demo, and every section that is not in preparation, where it says anything new or is back.

    The keys of the sections that were published. Of a withdrawn section, nothing is. The course has been checked.
    """
    facts = told_course(course)
    targets = targets_of(facts)
    made = Made(by=by, at=now, visible_from=now)
    publish_demos(facts, {demo.key for demo in facts.demos}, made)
    rows = {row.key: row for row in course.sections.present().prefetch_related("publications")}
    published = []
    for section in facts.sections():
        row = rows[section.key]
        last = row.publications.first()
        is_new = last is None or last.page != section_page(section, targets) or last.facts != to_json(section)
        is_new = is_new or row.awaits_publication
        if is_new and not section.in_preparation and not row.is_withdrawn:
            index_section(freeze(row, section, targets, made), now=now)
            published.append(section.key)
    take_back_unneeded(course, now=now)
    publish_outline(course, facts, targets, made)
    return tuple(published)
