"""Attempts at exercises with what came of them, and how somebody stands with an exercise; both hang on keys."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from courses.content.models import Course
from courses.exercises.grading.strips import Strip
from sandbox.runs.models import Submission


class OfAnExercise(models.Model):
    """It hangs on keys, not on rows: an edit, an export, an import never take it away."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+")
    section_key = models.SlugField()
    exercise_key = models.SlugField()

    class Meta:
        abstract = True


class Attempt(OfAnExercise):
    """One press of Check. `publication_number`: what it answered · `strips`: the result, empty until it is there.

    `submission` goes after some weeks, as all runs do; the result stays.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveIntegerField()
    publication_number = models.PositiveIntegerField()
    source = models.TextField()
    submission = models.ForeignKey(Submission, on_delete=models.SET_NULL, null=True, related_name="+")
    strips = models.JSONField(default=list)
    is_solved = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "course", "section_key", "exercise_key", "number"], name="attempt_has_its_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exercise_key}, attempt {self.number}"

    @property
    def is_settled(self) -> bool:
        return bool(self.strips)

    def result(self) -> list[Strip]:
        return [Strip.from_json(each) for each in self.strips]


class Standing(OfAnExercise):
    """How a person stands with an exercise, besides their attempts. `draft`: their own text, "" where there is none."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    hints_shown = models.PositiveSmallIntegerField(default=0)
    wants_puzzle = models.BooleanField(default=False)
    draft = models.TextField(blank=True)
    drafted_at = models.DateTimeField(null=True)
    gave_up_at = models.DateTimeField(null=True)
    solved_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "course", "section_key", "exercise_key"], name="standing_is_one_for_each_exercise"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exercise_key}, {self.hints_shown} hints"

    @property
    def may_see_solution(self) -> bool:
        return self.solved_at is not None or self.gave_up_at is not None
