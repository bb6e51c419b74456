"""Questions with their options, and exercises: what is asked, the right answers, and why."""

from typing import TYPE_CHECKING

from django.db import models

from courses.content.models.outline import Section
from courses.content.models.parts import Part

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class QuestionKind(models.TextChoices):
    ONE = "choose one", "Choose one"
    SEVERAL = "choose several", "Choose several"
    TRUE_FALSE = "true or false", "True or false"


class Question(Part):
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="questions")
    title = models.CharField(max_length=120, help_text="a short name, for lists")
    kind = models.CharField(max_length=20, choices=QuestionKind)
    concepts = models.JSONField(default=list, blank=True)
    text = models.TextField("question")

    if TYPE_CHECKING:
        options: RelatedManager["Option"]

    class Meta(Part.Meta):
        pass


class Option(models.Model):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=300)
    is_right = models.BooleanField("right", default=False)
    explanation = models.TextField(help_text="why this is right or wrong")

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.text


class ExerciseKind(models.TextChoices):
    WRITE = "write", "Write"
    REPAIR = "repair", "Repair"


class Exercise(Part):
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="exercises")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=ExerciseKind)
    text = models.TextField("task")
    starter = models.TextField(blank=True)
    solution = models.TextField()

    class Meta(Part.Meta):
        pass
