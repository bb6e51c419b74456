"""Questions with their options, and exercises: what is asked, the right answers, and why."""

from typing import TYPE_CHECKING

from django.db import models

from courses.content.asked.kinds import KINDS
from courses.content.models.outline import Section
from courses.content.models.parts import Part

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


QUESTION_KINDS = [(kind, kind.capitalize()) for kind in KINDS]


class Question(Part):
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="questions")
    title = models.CharField(max_length=120, help_text="a short name, for lists")
    kind = models.CharField(max_length=20, choices=QUESTION_KINDS)
    concepts = models.JSONField(default=list, blank=True)
    goal = models.CharField(
        max_length=120, blank=True, help_text="where one is the scheduler: prints 1, or fails deadlock"
    )
    text = models.TextField("question")

    if TYPE_CHECKING:
        options: RelatedManager["Option"]

    class Meta(Part.Meta):
        pass


class Option(models.Model):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField(default=0)
    mark = models.CharField(
        max_length=80,
        blank=True,
        help_text="x where it is right; for questions with places or an order, where it belongs; see the guide",
    )
    text = models.CharField(max_length=300)
    explanation = models.TextField(help_text="why this is right or wrong")

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.text


class ExerciseKind(models.TextChoices):
    WRITE = "write", "Write"
    REPAIR = "repair", "Repair"


class OrderBound(models.TextChoices):
    """Within what no order may break a program; only the first is a proof."""

    PROOF = "proof", "Every order of this input"
    ONE = "1 preemption", "At most 1 preemption"
    TWO = "2 preemptions", "At most 2 preemptions"


class Exercise(Part):
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="exercises")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=ExerciseKind)
    text = models.TextField("task")
    starter = models.TextField(blank=True)
    solution = models.TextField()

    work_program = models.TextField(
        "work: behind the program", blank=True, help_text="functions that the checks call; put behind the program"
    )
    checks = models.TextField(
        "work: checks",
        blank=True,
        help_text="one a line: - two sales of one item: `sold(2)` gives `[True, False]` (or raises, or prints)",
    )
    no_work = models.CharField("work is not asked, since", max_length=200, blank=True)
    order_program = models.TextField(
        "every order: behind the program",
        blank=True,
        help_text="starts two or three threads, asserts what must hold",
    )
    bound = models.CharField("every order: bound", max_length=20, choices=OrderBound, blank=True)
    no_orders = models.CharField("orders are not asked, since", max_length=200, blank=True)
    speed_program = models.TextField("speed: behind the program", blank=True, help_text="does the work that is timed")
    sequential = models.TextField("speed: sequential version", blank=True)
    faster = models.CharField("speed: times as fast", max_length=5, blank=True, help_text="the target, like 2.5")
    no_speed = models.CharField("speed is not asked, since", max_length=200, blank=True)
    hint_1 = models.TextField("hint 1", blank=True)
    hint_2 = models.TextField("hint 2", blank=True)
    hint_3 = models.TextField("hint 3", blank=True)
    puzzle = models.TextField(
        blank=True, help_text="the solution; the lines between # begin and # end are moved, # extra marks one too many"
    )
    slips = models.TextField(
        "common mistakes",
        blank=True,
        help_text="#### title; lines axis, has, lacks; a blank line; the sentence; a fenced program that shows it",
    )

    class Meta(Part.Meta):
        pass
