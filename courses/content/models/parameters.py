"""The parameter: a whole number within bounds, or one of some choices, that the reader of a demo may set."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from courses.content.models.demos import Demo
from courses.content.values import Choices, Range, Value


class Kind(models.TextChoices):
    NUMBER = "number", "Whole number"
    CHOICE = "choice", "Choice"


class Parameter(models.Model):
    """`name` is the program's own: the line `NAME = default` stands in each variant that uses it."""

    demo = models.ForeignKey(Demo, on_delete=models.CASCADE, related_name="parameters")
    name = models.CharField(max_length=30)
    label = models.CharField(max_length=40)
    unit = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.NUMBER)
    minimum = models.BigIntegerField(null=True, blank=True)
    maximum = models.BigIntegerField(null=True, blank=True)
    step = models.PositiveBigIntegerField(default=1)
    choices = models.JSONField(default=list, blank=True)
    default = models.JSONField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["demo", "name"], name="parameter_has_a_name_of_its_own"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="parameter_has_a_known_kind"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(label=""), name="parameter_has_a_name_and_a_label"),
            models.CheckConstraint(
                condition=Q(kind=Kind.CHOICE)
                | Q(minimum__isnull=False, maximum__isnull=False, minimum__lte=F("maximum")),
                name="parameter_that_is_a_number_has_bounds",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.NUMBER) | (Q(minimum__isnull=True, maximum__isnull=True) & ~Q(choices=[])),
                name="parameter_that_is_a_choice_has_choices",
            ),
            models.CheckConstraint(condition=Q(step__gte=1), name="parameter_has_a_step"),
        ]

    def __str__(self) -> str:
        return self.name

    def bounds(self) -> Range | Choices:
        if self.kind == Kind.CHOICE:
            return Choices(values=tuple(self.choices))
        assert self.minimum is not None  # a constraint says so, and of the maximum
        assert self.maximum is not None
        return Range(minimum=self.minimum, maximum=self.maximum)

    def value_of(self, text: str) -> Value:
        """The value that a reader's text means; raises ValueRefused, with a sentence, when it is none."""
        return self.bounds().value_of(text, label=self.label)
