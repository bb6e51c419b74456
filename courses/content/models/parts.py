"""The parts of a section, each with a key on which progress hangs. What a part says is text, named as in the facts."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from courses.content.models.outline import Section

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Part(models.Model):
    key = models.SlugField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ("position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["section", "key"], name="%(class)s_has_a_key_of_its_own"),
            models.CheckConstraint(condition=~Q(key=""), name="%(class)s_has_a_key"),
        ]

    def __str__(self) -> str:
        return str(getattr(self, "title", "") or self.key)


class Dialogue(Part):
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="dialogues")
    title = models.CharField(max_length=120)

    if TYPE_CHECKING:
        turns: RelatedManager["Turn"]

    class Meta(Part.Meta):
        pass


class Speaker(models.TextChoices):
    TEACHER = "Teacher"
    STUDENT_1 = "Student 1"
    STUDENT_2 = "Student 2"
    STUDENT_3 = "Student 3"
    STUDENT_4 = "Student 4"


class Stop(models.TextChoices):
    ANSWER_FIRST = "answer first", "Answer first"
    RECAP = "recap", "Recap"


class Turn(models.Model):
    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="turns")
    position = models.PositiveSmallIntegerField(default=0)
    speaker = models.CharField(max_length=12, choices=Speaker)
    text = models.TextField()
    say_as = models.TextField(blank=True, help_text="what the voice reads, where it differs from the text")
    stop = models.CharField(max_length=14, choices=Stop, blank=True)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"{self.speaker}: {self.text[:40]}"


class BookChapter(Part):
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="book_chapters")
    title = models.CharField(max_length=120)
    content = models.TextField(help_text="the claim")
    detail = models.TextField("in detail", help_text="why it holds")
    example = models.TextField("for example", help_text="an everyday picture of it")

    class Meta(Part.Meta):
        verbose_name = "chapter of the audio book"
        verbose_name_plural = "audio book"


class Example(Part):
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="examples")
    title = models.CharField(max_length=120)
    demo = models.SlugField(blank=True, help_text="the key of a demo of this course")
    text = models.TextField()

    class Meta(Part.Meta):
        pass


class AidKind(models.TextChoices):
    RHYME = "rhyme", "Rhyme"
    STORY = "story", "Story"
    TOOL = "memory tool", "Memory tool"
    ACRONYM = "acronym", "Acronym"


class MemoryAid(Part):
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="memory_aids")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=AidKind)
    text = models.TextField()

    class Meta(Part.Meta):
        pass


class Card(Part):
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="cards")
    front = models.CharField(max_length=300)
    tags = models.JSONField(default=list, blank=True)
    back = models.TextField()

    class Meta(Part.Meta):
        verbose_name = "flash card"

    def __str__(self) -> str:
        return self.front


class ReferenceKind(models.TextChoices):
    DOCUMENTATION = "documentation", "Documentation"
    PROPOSAL = "proposal", "Proposal"
    BOOK = "book", "Book"
    ARTICLE = "article", "Article"
    PAPER = "paper", "Paper"
    VIDEO = "video", "Video"


class Reference(Part):
    """`seen_at` is when the link checker last found it alive; `trouble` what it met there the last time, or ""."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="references")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=14, choices=ReferenceKind)
    link = models.URLField(max_length=500)
    text = models.TextField(blank=True)
    seen_at = models.DateTimeField(null=True, editable=False)
    checked_at = models.DateTimeField(null=True, editable=False)
    trouble = models.CharField(max_length=200, blank=True, editable=False)

    class Meta(Part.Meta):
        pass
