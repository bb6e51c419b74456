"""The demo: an authored program in several variants, with parameters, and with files beside it."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from courses.content.facts.keys import WHAT_A_KEY_IS, is_key
from courses.content.limits import demo_limits
from courses.content.models.outline import Course
from sandbox.jobs import Job, JobRefused, Limits

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from courses.content.models.parameters import Parameter


class DemoQuerySet(models.QuerySet["Demo"]):
    def whole(self) -> "DemoQuerySet":
        """With their variants, parameters and files: what a page or a run needs, in four queries."""
        return self.prefetch_related("variants", "parameters", "files")

    def present(self) -> "DemoQuerySet":
        """Those that their courses have today: what was taken out is what learners may still run, and nothing else."""
        return self.filter(taken_out_at=None)


class Demo(models.Model):
    """Its key never changes: addresses, drafts and runs hang on it."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="demos")
    key = models.SlugField(unique=True)
    title = models.CharField(max_length=120)
    summary = models.TextField()
    question = models.CharField(max_length=200, blank=True, help_text="what to predict before the run, in one line")
    position = models.PositiveSmallIntegerField(default=0)
    wall_seconds = models.FloatField(default=20.0)
    memory_mebibytes = models.PositiveIntegerField(default=512)
    cores = models.PositiveSmallIntegerField(default=2)
    taken_out_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[Any] = DemoQuerySet.as_manager()

    if TYPE_CHECKING:
        variants: RelatedManager["Variant"]
        parameters: RelatedManager["Parameter"]
        files: RelatedManager["DemoFile"]

    class Meta:
        ordering = ("position", "key")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(summary=""), name="demo_has_a_title_and_a_summary"),
            models.CheckConstraint(
                condition=Q(wall_seconds__gt=0, memory_mebibytes__gt=0, cores__gt=0), name="demo_has_limits"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("classroom:demo", args=[self.key])

    def limits(self) -> Limits:
        """What each of its runs may use: seconds of wall time, of CPU time on all its cores, MiB, cores."""
        return demo_limits(wall_seconds=self.wall_seconds, memory_mebibytes=self.memory_mebibytes, cores=self.cores)


class Variant(models.Model):
    """One way of writing the demo's program. `run_label` may name parameters: "Threads, $WORKERS"."""

    demo = models.ForeignKey(Demo, on_delete=models.CASCADE, related_name="variants")
    key = models.SlugField()
    label = models.CharField(max_length=40)
    run_label = models.CharField(max_length=60)
    source = models.TextField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["demo", "key"], name="variant_has_a_key_of_its_own"),
            models.CheckConstraint(condition=~Q(key=""), name="variant_has_a_key"),
            models.CheckConstraint(
                condition=~Q(label="") & ~Q(run_label="") & ~Q(source=""), name="variant_has_labels_and_a_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} of {self.demo_id}"

    def clean(self) -> None:
        """Its key is the name of its file."""
        if self.key and not is_key(self.key):
            raise ValidationError({"key": f"“{self.key}” is no key: {WHAT_A_KEY_IS}."})


class DemoFile(models.Model):
    """A file that lies beside the program, for each variant alike."""

    demo = models.ForeignKey(Demo, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=64)
    text = models.TextField()

    class Meta:
        ordering = ("name",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["demo", "name"], name="demo_file_has_a_name_of_its_own"),
            models.CheckConstraint(condition=~Q(name=""), name="demo_file_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """The sandbox says which names a file beside a program may have."""
        try:
            Job("", files={self.name: ""} if self.name else {})
        except JobRefused as refused:
            raise ValidationError({"name": refused.sentence}) from None
