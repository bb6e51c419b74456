"""How far the reader is in a course, as its pages show it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Person
from courses.classroom.reading.published import LiveSection, Place, PublishedCourse
from courses.content.models import SectionPublication
from courses.enrollment.models import Enrolment, SectionFinish
from courses.enrollment.progress import Done, Tally, done_parts, keep, tally, total


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Who reads: `enrolment` is None for visitors, for those who have not enrolled, and for those who left.

    `finished_with` is the number of the publication with which they finished a section, `finished_said` what it said.
    """

    enrolment: Enrolment | None = None
    done: Mapping[str, set[str]] = field(default_factory=dict)
    finished_with: int | None = None
    finished_said: str = ""

    def has_news(self, live: LiveSection) -> bool:
        """Whether another publication than the one they finished with is read now, and says something else."""
        is_other = self.finished_with not in {None, live.publication}
        return is_other and (not live.said or live.said != self.finished_said)

    def section(self, place: Place) -> Tally:
        return tally(self.done.get(place.key, ()), place.live.parts if place.live else ())

    def sections(self, places: list[Place]) -> Tally:
        return total(self.section(place) for place in places if place.live)

    def last_place(self, course: PublishedCourse) -> Place | None:
        """Where they read last, where that can still be read."""
        key = self.enrolment.section_key if self.enrolment else ""
        return next((place for place in course.all_places() if place.key == key and place.live), None)


def reader_of(request: HttpRequest, course: PublishedCourse, *, section: str = "") -> Reader:
    """Two queries for those who are signed in, none for others. `section`: the one whose finish is asked for."""
    if not isinstance(request.user, Person):
        return Reader()
    finish = SectionFinish.objects.filter(person=OuterRef("person"), course=OuterRef("course"), section_key=section)
    publication = SectionPublication.objects.filter(
        section__course=OuterRef("course"), section__key=OuterRef("section_key"), number=OuterRef("publication_number")
    )
    said = finish.values(said=Subquery(publication.values("head__said")[:1]))
    enrolment = (
        Enrolment.objects.filter(person=request.user, course_id=course.pk, left_at=None)
        .annotate(finished_with=Subquery(finish.values("publication_number")), finished_said=Subquery(said))
        .first()
    )
    if enrolment is None:
        return Reader()
    done = done_parts(request.user, course.pk)
    return Reader(
        enrolment=enrolment,
        done=done,
        finished_with=getattr(enrolment, "finished_with", None),
        finished_said=getattr(enrolment, "finished_said", None) or "",
    )


def outline_of(request: HttpRequest, course: PublishedCourse) -> dict[str, Any]:
    """The course with its chapters and sections, what is done of them, and where to go on."""
    reader = reader_of(request, course)
    chapters = []
    for chapter in course.outline["chapters"]:
        places = course.places(chapter)
        rows = [{"place": place, "tally": reader.section(place)} for place in places]
        chapters.append({**chapter, "rows": rows, "tally": reader.sections(places)})
    return {
        "course": course,
        "chapters": chapters,
        "reader": reader,
        "tally": reader.sections(course.all_places()),
        "last": reader.last_place(course),
        "first": next((place for place in course.all_places() if place.live), None),
    }


def keep_answered(request: HttpRequest, course: PublishedCourse, section: str, question: str) -> bool:
    """As progress, for who is enrolled; whether that is so."""
    enrolment = reader_of(request, course).enrolment
    if enrolment is not None:
        done = [Done(section=section, part=question, how="answered")]
        keep(enrolment.person, course.pk, done, parts=course.counted_parts(), now=timezone.now())
    return enrolment is not None
