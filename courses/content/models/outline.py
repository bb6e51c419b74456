"""The outline of a course: course, chapters, sections. Numbers follow from positions and the first chapter's number."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from courses.content.models.programmes import Programme

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from accounts.models import Person


class AuthorRole(models.TextChoices):
    OWNER = "owner", "Owner"
    EDITOR = "editor", "Editor"
    ASSISTANT = "assistant", "Assistant"


class CourseQuerySet(models.QuerySet["Course"]):
    def of_author(self, person: "Person", *roles: str) -> "CourseQuerySet":
        """Those that a person writes in one of these roles, in any where none is given; an operator writes all."""
        if person.is_superuser:
            return self
        wanted = roles or tuple(AuthorRole.values)
        return self.filter(authors__person=person, authors__role__in=wanted).distinct()


class Course(models.Model):
    """Its key is its address and never changes. `imported_digest` is that of the facts that were imported last."""

    key = models.SlugField(unique=True, error_messages={"unique": "There is already a course with this key."})
    title = models.CharField(max_length=120)
    text = models.TextField("summary", blank=True)
    first_chapter = models.PositiveSmallIntegerField("number of the first chapter", default=1)
    needs = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="needed_by")
    programmes = models.ManyToManyField(Programme, blank=True, related_name="courses")
    position = models.PositiveSmallIntegerField(default=0)
    imported_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects: ClassVar[Any] = CourseQuerySet.as_manager()

    if TYPE_CHECKING:
        chapters: RelatedManager["Chapter"]
        authors: RelatedManager["CourseAuthor"]

    class Meta:
        ordering = ("position", "key")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(key="") & ~Q(title=""), name="course_has_a_key_and_a_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reading:course", args=[self.key])


class CourseAuthor(models.Model):
    """Owners decide who writes; editors write and publish; assistants write."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="authors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="authorships")
    role = models.CharField(max_length=10, choices=AuthorRole, default=AuthorRole.EDITOR)

    class Meta:
        verbose_name = "author"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "person"], name="author_is_named_once_for_each_course"),
            models.CheckConstraint(condition=Q(role__in=AuthorRole.values), name="author_has_a_known_role"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display().lower()}"


class Chapter(models.Model):
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="chapters")
    key = models.SlugField()
    title = models.CharField(max_length=120)
    text = models.TextField("summary", blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    if TYPE_CHECKING:
        sections: RelatedManager["Section"]

    class Meta:
        ordering = ("position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "key"], name="chapter_has_a_key_of_its_own"),
            models.CheckConstraint(condition=~Q(key="") & ~Q(title=""), name="chapter_has_a_key_and_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class SectionQuerySet(models.QuerySet["Section"]):
    def present(self) -> "SectionQuerySet":
        """Those that the course has today: what was taken out keeps its publications and nothing else."""
        return self.filter(taken_out_at=None)

    def in_turn(self) -> "SectionQuerySet":
        """For an act that publishes: the others of the same course wait, for outline and demos are one for all of it.

        Readers do not wait, nor do those who enrol: no key is changed.
        """
        return self.select_related("course").select_for_update(no_key=True)


class Section(models.Model):
    """One page. `edits` counts its savings: whoever saves on top of a text they have not seen is told.

    `course` is the chapter's, kept here because a section's key is its address within the course.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="sections")
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="sections")
    key = models.SlugField()
    title = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    in_preparation = models.BooleanField(default=True, help_text="It cannot be published, and may be unfinished.")
    concepts = models.JSONField("key concepts", default=list, blank=True)
    quick = models.TextField("overview, quick", blank=True)
    standard = models.TextField("overview, standard", blank=True)
    detailed = models.TextField("overview, detailed", blank=True)
    body = models.TextField(blank=True)
    edits = models.PositiveIntegerField(default=0, editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    taken_out_at = models.DateTimeField(null=True, editable=False)
    returned_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[Any] = SectionQuerySet.as_manager()

    if TYPE_CHECKING:
        publications: RelatedManager[Any]

    class Meta:
        ordering = ("position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "key"], name="section_has_a_key_of_its_own"),
            models.CheckConstraint(condition=~Q(key="") & ~Q(title=""), name="section_has_a_key_and_a_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reading:section", args=[self.course.key, self.key])

    @property
    def is_withdrawn(self) -> bool:
        """Whether nothing has been published since it was withdrawn."""
        since = self.withdrawn_at
        return since is not None and not self.publications.filter(made_at__gt=since).exists()

    @property
    def awaits_publication(self) -> bool:
        """Whether nothing has been published since an import brought it back, after one had taken it out."""
        since = self.returned_at
        return since is not None and not self.publications.filter(made_at__gte=since).exists()
