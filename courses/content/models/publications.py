"""Publications: immutable, numbered documents. Learners read these alone, never the rows behind them."""

from datetime import datetime
from typing import Any, ClassVar, Never, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from courses.content.models.demos import Demo
from courses.content.models.outline import Course, Section


class Immutable(Exception):
    """A publication was to be changed; a change is a new publication."""


class PublicationQuerySet(models.QuerySet[Any]):
    def opened(self, now: datetime) -> Self:
        """Those whose time has come."""
        return self.filter(visible_from__lte=now)

    def live(self, now: datetime) -> Self:
        """What learners read now: of each thing, the highest number that is visible."""
        subject = self.model.subject
        newest = self.model.objects.opened(now).filter(**{subject: OuterRef(subject)})
        return self.filter(pk=Subquery(newest.order_by("-number").values("pk")[:1]))

    def update(self, **_: Any) -> Never:
        raise Immutable("Publications stand as they are.")

    def delete(self) -> Never:
        raise Immutable("Publications stand as they are; a section is withdrawn instead.")


class Publication(models.Model):
    """`facts` is what the author said, for comparing and going back; `number` counts from 1.

    `subject` names the field of what is published. Learners read a publication from `visible_from` on.
    """

    subject: ClassVar[str]

    number = models.PositiveIntegerField()
    facts = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    visible_from = models.DateTimeField()

    objects: ClassVar[Any] = PublicationQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("-number",)

    def save(self, **kwargs: Any) -> None:
        if self.pk:
            raise Immutable(f"Publication {self.number} stands as it is.")
        super().save(**kwargs)

    def delete(self, *_: Any, **__: Any) -> Never:
        raise Immutable(f"Publication {self.number} stands as it is; a section is withdrawn instead.")


class SectionPublicationQuerySet(PublicationQuerySet):
    def standing(self) -> Self:
        """Not withdrawn since: what was made after the withdrawal brings the section back when its time comes.

        The same goes for a section that an import took out and another one brought back: it is published to be read.
        """
        is_back = Q(section__withdrawn_at=None) | Q(made_at__gt=F("section__withdrawn_at"))
        is_anew = Q(section__returned_at=None) | Q(made_at__gte=F("section__returned_at"))
        return self.filter(is_back, is_anew, section__taken_out_at=None)

    def live(self, now: datetime) -> Self:
        return super().live(now).standing()

    def once_read(self, now: datetime) -> Self:
        """Those that have opened, also where their section was withdrawn, or left the course, after that."""
        found = self.opened(now)
        for end in ("withdrawn_at", "taken_out_at", "returned_at"):
            since = F(f"section__{end}")
            found = found.filter(Q(**{f"section__{end}": None}) | Q(made_at__gte=since) | Q(visible_from__lte=since))
        return found

    def opening(self, now: datetime) -> Self:
        """Those that will be read one day, as things stand: none with a higher number opens before them."""
        later = self.model.objects.filter(
            section=OuterRef("section"), number__gt=OuterRef("number"), visible_from__lte=OuterRef("visible_from")
        )
        return self.standing().filter(~Exists(later), visible_from__gt=now)


class SectionPublication(Publication):
    """`page` is what its page shows, rendered; `answers` what must not travel with it; `note` why it was made.

    `head` is the little of the page that lists need, title, minutes and groups: a page is too long to be parsed for it.
    """

    subject = "section"
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="publications")
    head = models.JSONField()
    page = models.JSONField()
    answers = models.JSONField()
    note = models.CharField(max_length=200, blank=True)
    brings_back = models.PositiveIntegerField(null=True, help_text="the number of the publication that it repeats")

    objects: ClassVar[Any] = SectionPublicationQuerySet.as_manager()

    class Meta(Publication.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["section", "number"], name="section_publication_has_its_own_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="section_publication_counts_from_1"),
        ]
        # Which publication is live is asked of every section at once; the row's documents need not be read for it.
        indexes: ClassVar = [models.Index(fields=["section", "-number", "visible_from"], name="live_publications")]

    def __str__(self) -> str:
        return f"{self.section_id}, publication {self.number}"


class CompanionQuerySet(PublicationQuerySet):
    def standing(self) -> Self:
        return self.filter(taken_back_at=None)

    def opened(self, now: datetime) -> Self:
        return super().opened(now).standing()

    def pending(self, now: datetime) -> Self:
        return self.standing().filter(visible_from__gt=now)

    def take_back(self, now: datetime) -> None:
        """They will not open. What nobody could read yet is no history: of what has opened, nothing is taken back."""
        models.QuerySet.update(self.pending(now), taken_back_at=now)


class Companion(Publication):
    """What is published with sections: outline and demos. It opens with a section that is scheduled, or not at all."""

    taken_back_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[Any] = CompanionQuerySet.as_manager()

    class Meta(Publication.Meta):
        abstract = True


class CoursePublication(Companion):
    """`page` is the outline with numbers and titles, and the glossary, rendered; `facts` the demos that it names."""

    subject = "course"
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="publications")
    page = models.JSONField()

    class Meta(Companion.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "number"], name="course_publication_has_its_own_number"),
        ]

    def __str__(self) -> str:
        return f"{self.course_id}, publication {self.number}"


class DemoPublication(Companion):
    """A demo as its runs take it."""

    subject = "demo"
    demo = models.ForeignKey(Demo, on_delete=models.CASCADE, related_name="publications")

    class Meta(Companion.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["demo", "number"], name="demo_publication_has_its_own_number"),
        ]

    def __str__(self) -> str:
        return f"{self.demo_id}, publication {self.number}"


class PublishedPicture(models.Model):
    """A picture as some publication shows it, known by the digest of its bytes: it outlives the row it came from."""

    digest = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=20)
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.media_type}, {self.digest[:12]}"
