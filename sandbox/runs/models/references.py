"""The reference: a comparison that was recorded on another machine, to stand beside those that are run here."""

from typing import Any, ClassVar

from django.db import models

SUBJECT_CHARACTERS = 120
TITLE_CHARACTERS = 200
MACHINE_CHARACTERS = 80
PYTHON_CHARACTERS = 40


class Reference(models.Model):
    """It is nobody's run: no person, no submission, no program. Everybody may see it."""

    subject = models.CharField(
        max_length=SUBJECT_CHARACTERS, unique=True, help_text="stable key of what was run, like demo:sum-of-squares"
    )
    title = models.CharField(max_length=TITLE_CHARACTERS)
    machine = models.CharField(max_length=MACHINE_CHARACTERS, help_text="the name of the machine, for people")
    python = models.CharField(max_length=PYTHON_CHARACTERS)
    cores = models.PositiveSmallIntegerField(help_text="that its runs had")
    made_on = models.DateField()
    runs = models.JSONField(help_text="in order: key, label, and the timings as those of a run")
    timelines = models.JSONField(help_text="packed, in base64, by the keys of the runs")

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(cores__gt=0), name="reference_had_a_core"),
        ]

    def __str__(self) -> str:
        return f"{self.title} on {self.machine}"
