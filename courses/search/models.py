"""The index of the search: one entry a thing that can be found, filled when something is published."""

from typing import ClassVar

from django.db import models

from courses.content.models import Course, CoursePublication, SectionPublication


class Entry(models.Model):
    """What can be found at an address. `kind` names it for the reader: section, dialogue, program, term.

    It belongs to a publication of a section, or to one of the course as a whole. The text of an entry lies in the
    database's own full-text index, which the two backends of this app keep.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+")
    section_publication = models.ForeignKey(SectionPublication, on_delete=models.CASCADE, null=True, related_name="+")
    course_publication = models.ForeignKey(CoursePublication, on_delete=models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=20)
    title = models.TextField()
    context = models.TextField(blank=True)
    text = models.TextField()
    address = models.CharField(max_length=200)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["course", "section_publication"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"


class Word(models.Model):
    """A word of the index in small letters: what a mistyped one may have been meant to be."""

    word = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        return self.word
