"""Enrolments, classes, and progress, which hangs on keys: an edit, an export, an import never reset it."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from courses.content.models import Course


class CourseClass(models.Model):
    """A class that an instructor leads through a course. Who knows the code can join, until it is revoked."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="classes")
    name = models.CharField(max_length=80)
    code = models.CharField(max_length=12, unique=True, null=True)  # noqa: DJ001  (several may have none)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True, help_text="how many can join; no limit if empty")

    class Meta:
        verbose_name, verbose_name_plural = "class", "classes"
        ordering = ("name",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(code=""), name="class_has_a_name"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(starts_on__lte=F("ends_on")),
                name="class_starts_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_open(self, today: date) -> bool:
        """Whether one can join today, as far as its dates say. One joins before it starts, and until it ends."""
        return self.ends_on is None or today <= self.ends_on


class Enrolment(models.Model):
    """`left_at` ends it and keeps what hangs on it. `section_key` and `part_key` are where the person read last."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="enrolments")
    course_class = models.ForeignKey(
        CourseClass, on_delete=models.SET_NULL, null=True, blank=True, related_name="enrolments"
    )
    enrolled_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    section_key = models.SlugField(blank=True)
    part_key = models.SlugField(blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "course"], name="enrolment_is_one_for_each_person_and_course"),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.course}"


class How(models.TextChoices):
    """What one did with a part that counts."""

    READ = "read", "Read"
    HEARD = "heard", "Heard"
    ANSWERED = "answered", "Answered"
    RUN = "run", "Run"


class ProgressQuerySet(models.QuerySet["PartProgress"]):
    def of(self, person: Any, course_id: int) -> "ProgressQuerySet":
        return self.filter(person=person, course_id=course_id)


class PartProgress(models.Model):
    """A part that a person has done; the first time counts, and it stays done whatever becomes of the part."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="progress")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+")
    section_key = models.SlugField()
    part_key = models.SlugField()
    how = models.CharField(max_length=10, choices=How)
    done_at = models.DateTimeField()

    objects: ClassVar[Any] = ProgressQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "course", "section_key", "part_key"], name="progress_counts_a_part_once"
            ),
            models.CheckConstraint(condition=Q(how__in=How.values), name="progress_has_a_known_how"),
        ]

    def __str__(self) -> str:
        return f"{self.section_key}, {self.part_key}"


class SectionFinish(models.Model):
    """The publication with which a person finished a section: what has changed since is told by comparing."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+")
    section_key = models.SlugField()
    publication_number = models.PositiveIntegerField()
    finished_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "course", "section_key"], name="finish_is_one_for_each_section"),
        ]

    def __str__(self) -> str:
        return f"{self.section_key}, publication {self.publication_number}"
