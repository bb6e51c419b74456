"""What enrolment holds of a person: the courses they take, their classes, and how far they are."""

from collections.abc import Iterable

from django.db.models import F

from accounts.holdings import Holding, Row, rows_of
from accounts.models import Person
from courses.enrollment.models import Enrolment, PartProgress, SectionFinish


def enrolments(person: Person) -> Iterable[Row]:
    return rows_of(
        Enrolment.objects.filter(person=person).order_by("pk"),
        "enrolled_at",
        "left_at",
        course_key=F("course__key"),
        class_joined=F("course_class__name"),
        last_section=F("section_key"),
        last_part=F("part_key"),
        last_read_at=F("read_at"),
    )


def progress(person: Person) -> Iterable[Row]:
    columns = ("section_key", "part_key", "how", "done_at")
    return rows_of(PartProgress.objects.filter(person=person).order_by("pk"), *columns, course_key=F("course__key"))


def finished(person: Person) -> Iterable[Row]:
    columns = ("section_key", "publication_number", "finished_at")
    return rows_of(SectionFinish.objects.filter(person=person).order_by("pk"), *columns, course_key=F("course__key"))


HOLDINGS = [
    Holding(
        name="enrolments",
        words="Which courses you take or took, which classes you joined, and where you read last.",
        links=["enrollment.Enrolment.person"],
        rows=enrolments,
    ),
    Holding(
        name="progress",
        words="Your progress: each part that you have read, heard, answered or run.",
        links=["enrollment.PartProgress.person"],
        rows=progress,
    ),
    Holding(
        name="finished-sections",
        words="Which sections you have finished.",
        links=["enrollment.SectionFinish.person"],
        rows=finished,
    ),
]
