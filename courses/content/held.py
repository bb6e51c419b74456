"""What a person wrote of courses: the courses stay with those who read and write them, the person's name does not."""

from collections.abc import Iterable, Sequence

from django.db.models import F
from django.urls import reverse

from accounts.holdings import Hindrance, Holding, Row, rows_of
from accounts.models import Person
from courses.content.models import AuthorRole, Course, CourseAuthor

OF_THE_COURSE = "It says who worked on a course, which is the course's and its readers'; an erasure empties it."


def authorships(person: Person) -> Iterable[Row]:
    return rows_of(CourseAuthor.objects.filter(person=person).order_by("pk"), "role", course_key=F("course__key"))


def owned_alone(person: Person) -> Sequence[Hindrance]:
    """The owners' rows are locked, so that of two owners who erase themselves at once the second one is told."""
    owned = CourseAuthor.objects.filter(person=person, role=AuthorRole.OWNER).values("course")
    rows = CourseAuthor.objects.select_for_update().filter(course__in=owned, role=AuthorRole.OWNER).order_by("pk")
    owners = list(rows.values_list("course", "person"))
    shared = {course for course, owner in owners if owner != person.pk}
    alone = {course for course, _ in owners} - shared
    return [
        Hindrance(
            sentence=f"You are the only owner of “{course}”. Make somebody else an owner of it first.",
            address=reverse("admin:content_course_change", args=[course.pk]),
        )
        for course in Course.objects.filter(pk__in=alone)
    ]


HOLDINGS = [
    Holding(
        name="courses-written",
        words="That you write courses: which, and in which role.",
        links=["content.CourseAuthor.person"],
        rows=authorships,
        stays="Courses that you wrote stay with their other owners; nothing in them says that you worked on them.",
        hindrances=owned_alone,
    ),
]
LEFT_OUT = {
    "content.Section.edited_by": OF_THE_COURSE,
    "content.SectionPublication.made_by": OF_THE_COURSE,
    "content.CoursePublication.made_by": OF_THE_COURSE,
    "content.DemoPublication.made_by": OF_THE_COURSE,
}
