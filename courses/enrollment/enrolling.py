"""Enrolling in a course, alone or with a class's code, and leaving it."""

from datetime import datetime

from django.db import transaction

from accounts.models import Person
from courses.content.models import Course
from courses.enrollment.models import CourseClass, Enrolment, PartProgress, SectionFinish


class EnrolmentRefused(Exception):
    """Why somebody cannot enrol or join now, in a sentence that says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@transaction.atomic
def enrol(person: Person, course: Course, *, now: datetime) -> Enrolment:
    """Enrols, or enrols again: what was kept when the person left is there again. Free; safe to do twice."""
    enrolment, is_new = Enrolment.objects.get_or_create(person=person, course=course, defaults={"enrolled_at": now})
    if not is_new and enrolment.left_at is not None:
        enrolment.left_at = None
        enrolment.save(update_fields=["left_at"])
    return enrolment


@transaction.atomic
def leave(person: Person, course: Course, *, now: datetime, erase: bool = False) -> None:
    """Ends the enrolment. Progress stays, unless it is asked to be erased."""
    rows = Enrolment.objects.filter(person=person, course=course)
    if erase:
        PartProgress.objects.of(person, course.pk).delete()
        SectionFinish.objects.filter(person=person, course=course).delete()
        rows.update(section_key="", part_key="", read_at=None)
    rows.filter(left_at=None).update(left_at=now, course_class=None)


@transaction.atomic
def join(person: Person, code: str, *, now: datetime) -> Enrolment:
    """Enrols in the course of the class that has this code, as a member of it. Raises EnrolmentRefused."""
    found = CourseClass.objects.select_for_update().filter(code=normal_code(code)).first()
    if found is None:
        raise EnrolmentRefused("No class has this code. Look whether it is typed right, or ask your instructor.")
    if not found.is_open(now.date()):
        raise EnrolmentRefused(f"The class “{found}” has ended. You can still take the course on your own.")
    enrolment = enrol(person, found.course, now=now)
    if enrolment.course_class_id != found.pk:
        check_room(found)
        enrolment.course_class = found
        enrolment.save(update_fields=["course_class"])
    return enrolment


def check_room(found: CourseClass) -> None:
    members = found.enrolments.filter(left_at=None).count()
    if found.capacity is not None and members >= found.capacity:
        raise EnrolmentRefused(f"The class “{found}” is full: {members} have joined. Ask your instructor for a place.")


def normal_code(code: str) -> str:
    return "".join(each for each in code.upper() if each.isascii() and each.isalnum())[:12]


def current(person: Person, course_id: int) -> Enrolment | None:
    return (
        Enrolment.objects.filter(person=person, course_id=course_id, left_at=None)
        .select_related("course_class")
        .first()
    )


def missing_courses(person: Person | None, course: Course) -> list[Course]:
    """The courses that this one needs and in which the person has finished no section yet."""
    needed = course.needs.order_by("position", "key")
    if person is None:
        return list(needed)
    finishes = SectionFinish.objects.filter(person=person).values_list("course_id", flat=True)
    return list(needed.exclude(pk__in=finishes))
