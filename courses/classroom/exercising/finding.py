"""The exercise behind an address, as it is published now, and who asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from courses.classroom.reading.progress import Reader, reader_of
from courses.classroom.reading.published import LiveSection, PublishedCourse, published_course
from courses.exercises.places import Exercise, exercise_in


@dataclass(frozen=True, kw_only=True)
class Here:
    """`shown`: what the section's document shows of the exercise · `person`: who is enrolled, None for all others."""

    course: PublishedCourse
    live: LiveSection
    shown: Mapping[str, Any]
    exercise: Exercise
    reader: Reader
    person: Person | None

    @property
    def keys(self) -> list[str]:
        return [self.course.key, self.live.key, self.exercise.facts.key]

    @property
    def address(self) -> str:
        return reverse("exercises:exercise", args=self.keys)

    @property
    def section_address(self) -> str:
        return f"{self.course.outline['address']}{self.live.key}/"


def here_of(request: HttpRequest, course: str, section: str, exercise: str) -> Here:
    """Raises Http404 for what cannot be read now."""
    found = published_course(course, now=timezone.now(), section=section, with_answers=True)
    live = found.sections.get(section)
    if live is None or live.page is None or live.answers is None:
        raise Http404(f"There is no section “{section}” to read.")
    shown = next((each for each in live.page["exercises"] if each["key"] == exercise), None)
    known = exercise_in(
        live.answers,
        exercise,
        course_id=found.pk,
        course_key=found.key,
        section_key=section,
        publication=live.publication,
    )
    if shown is None or known is None:
        raise Http404(f"There is no exercise “{exercise}” here.")
    reader = reader_of(request, found)
    is_enrolled = reader.enrolment is not None and isinstance(request.user, Person)
    person = request.user if is_enrolled else None
    return Here(course=found, live=live, shown=shown, exercise=known, reader=reader, person=person)  # type: ignore[arg-type]
