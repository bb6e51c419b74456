"""The programme: a path of courses, academic by grades and curriculum, or professional by field."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class ProgrammeKind(models.TextChoices):
    ACADEMIC = "academic", "Academic"
    PROFESSIONAL = "professional", "Professional"


class Programme(models.Model):
    key = models.SlugField(unique=True)
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=ProgrammeKind)
    grades = models.CharField(max_length=40, blank=True, help_text="of an academic programme, like 11-12")
    curriculum = models.CharField(max_length=80, blank=True, help_text="of an academic programme: Computer science")
    field = models.CharField(max_length=80, blank=True, help_text="of a professional programme: Technology")
    text = models.TextField("summary", blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "key")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(key="") & ~Q(title=""), name="programme_has_a_key_and_a_title"),
            models.CheckConstraint(condition=Q(kind__in=ProgrammeKind.values), name="programme_has_a_known_kind"),
        ]

    def __str__(self) -> str:
        return self.title
