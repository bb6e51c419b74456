"""What exercises hold of a person: their attempts with the results, and how they stand with each exercise."""

from collections.abc import Iterable

from django.db.models import F

from accounts.holdings import Holding, Row, rows_of
from accounts.models import Person
from courses.exercises.models import Attempt, Standing


def attempts(person: Person) -> Iterable[Row]:
    columns = ("section_key", "exercise_key", "number", "publication_number", "source", "is_solved", "made_at")
    found = Attempt.objects.filter(person=person).order_by("pk")
    return rows_of(found, *columns, course_key=F("course__key"), result=F("strips"))


def standings(person: Person) -> Iterable[Row]:
    columns = ("section_key", "exercise_key", "hints_shown", "draft", "drafted_at", "gave_up_at", "solved_at")
    return rows_of(Standing.objects.filter(person=person).order_by("pk"), *columns, course_key=F("course__key"))


HOLDINGS = [
    Holding(
        name="exercise-attempts",
        words="Your attempts at exercises: each program that you had checked, with its result.",
        links=["exercises.Attempt.person"],
        rows=attempts,
        is_table=False,
    ),
    Holding(
        name="exercises",
        words="How you stand with each exercise: your draft, hints you saw, and when you solved it.",
        links=["exercises.Standing.person"],
        rows=standings,
        is_table=False,
    ),
]
