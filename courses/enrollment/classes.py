"""Classes: forming one, its code, which can be revoked and made anew, and removing a member."""

import secrets
from datetime import date

from courses.content.models import Course
from courses.enrollment.models import CourseClass, Enrolment

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without letters and digits that are taken for each other when read aloud or copied from a board."""
CODE_CHARACTERS = 8
"""31 ** 8 codes: with the site's limits on tries, none is found by guessing."""


def form_class(
    course: Course,
    *,
    name: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    capacity: int | None = None,
) -> CourseClass:
    return CourseClass.objects.create(
        course=course, name=name, code=new_code(), starts_on=starts_on, ends_on=ends_on, capacity=capacity
    )


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_CHARACTERS))


def renew_code(course_class: CourseClass) -> None:
    """Another code: whoever has the old one cannot join any more, and who has joined stays."""
    course_class.code = new_code()
    course_class.save(update_fields=["code"])


def revoke_code(course_class: CourseClass) -> None:
    """Nobody joins from now on; who has joined stays."""
    course_class.code = None
    course_class.save(update_fields=["code"])


def remove_member(enrolment: Enrolment) -> None:
    """Out of the class, not out of the course: what they did is theirs."""
    enrolment.course_class = None
    enrolment.save(update_fields=["course_class"])
