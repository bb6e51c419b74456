"""What a course is held to beside the others of the site: keys that are taken, courses that it needs."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Person
from courses.content.facts.courses import CourseFacts
from courses.content.facts.mistakes import Mistake
from courses.content.models import Course, Demo
from courses.content.published import known_courses


def check_beside_others(course: CourseFacts, *, by: Person | None) -> Iterator[Mistake]:
    """What `by` may know of the others is told, and no more; None is whoever operates the site, who knows them all.

    Demos are addressed by their key alone, so two courses cannot share one.
    """
    known = dict(known_to(by, course).values_list("key", "known_title"))
    others = Demo.objects.exclude(course__key=course.key).filter(key__in=[each.key for each in course.demos])
    taken = dict(others.values_list("key", "course__key"))
    for demo in course.demos:
        if demo.key in taken:
            whose = f"“{known[taken[demo.key]]}”" if taken[demo.key] in known else "another course"
            yield demo.origin.mistake(f"The key “{demo.key}” is taken by a demo of {whose}: choose another.")
    for key in course.needs:
        if key not in known:
            yield course.origin.mistake(
                f"The course “{key[:60]}”, which this one needs, is not on this site.", at="needs"
            )


def known_to(person: Person | None, course: CourseFacts) -> QuerySet[Any]:
    """What the course needs already, it may need on, whatever became of that since."""
    own = Course.objects.all() if person is None else Course.objects.of_author(person)
    needed = Course.objects.filter(needed_by__key=course.key).values_list("pk", flat=True)
    return known_courses(own, now=timezone.now(), besides=list(needed))
