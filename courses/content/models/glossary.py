"""What all sections of a course share: the glossary's terms, and pictures."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from courses.content.models.outline import Course


class Term(models.Model):
    """`also` are other spellings; `short` is the definition in one line, which links and key concepts show."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="terms")
    key = models.SlugField()
    title = models.CharField(max_length=120)
    also = models.JSONField("other spellings", default=list, blank=True)
    short = models.CharField("definition in one line", max_length=200)
    text = models.TextField("definition", blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "key"], name="term_has_a_key_of_its_own"),
            models.CheckConstraint(condition=~Q(key="") & ~Q(title=""), name="term_has_a_key_and_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class Picture(models.Model):
    """The bytes lie in the row: a course is saved, published and brought back as one thing, without a second store."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="pictures")
    key = models.SlugField()
    title = models.CharField(max_length=120)
    file = models.CharField("name of the file", max_length=80)
    text = models.TextField("for those who cannot see it")
    content = models.BinaryField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "key"], name="picture_has_a_key_of_its_own"),
            models.CheckConstraint(
                condition=~Q(key="") & ~Q(file="") & ~Q(text=""), name="picture_has_a_key_a_file_and_a_text"
            ),
        ]

    def __str__(self) -> str:
        return self.title
