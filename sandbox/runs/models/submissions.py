"""The submission: one press of Run, by a person or a visitor; queued, limited and stopped as one."""

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sandbox.runs.asking import Asker
from sandbox.runs.crowds import CROWD_CHARACTERS
from sandbox.runs.predictions import Prediction

if TYPE_CHECKING:
    from sandbox.runs.models.runs import RunQuerySet


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def of(self, asker: Asker) -> "SubmissionQuerySet":
        """What the asker may see: their own, and what their browser asked for before it signed in."""
        mine = Q(pk__in=[])
        if asker.person is not None:
            mine |= Q(person=asker.person)
        if asker.visitor:
            mine |= Q(visitor=asker.visitor)
        return self.filter(mine)

    def of_subject(self, subject: str) -> "SubmissionQuerySet":
        """Those of one subject, the newest first."""
        return self.filter(subject=subject).order_by("-created_at")

    def over(self) -> "SubmissionQuerySet":
        return self.filter(over_at__isnull=False)

    def over_since_before(self, moment: datetime) -> "SubmissionQuerySet":
        return self.filter(over_at__lt=moment)

    def of_some_crowd(self) -> "SubmissionQuerySet":
        return self.exclude(crowd="")

    def untold(self) -> "SubmissionQuerySet":
        """Those whose pages have not been told that they are over: Redis was away at that moment."""
        return self.over().filter(told_at__isnull=True)


class Submission(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="submissions"
    )
    visitor = models.CharField(max_length=40, blank=True, help_text="the browser that asked, where nobody signed in")
    crowd = models.CharField(
        max_length=CROWD_CHARACTERS,
        blank=True,
        editable=False,
        help_text="keyed hash of a visitor's address, forgotten soon after the end",
    )
    subject = models.CharField(max_length=120, help_text="stable key of what is run, like demo:sum-of-squares")
    title = models.CharField(max_length=200)
    page = models.CharField(max_length=200, blank=True, help_text="the address of the page it was asked on")
    prediction = models.JSONField(default=dict, blank=True, help_text="what its asker predicted of it, if anything")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    stop_asked_at = models.DateTimeField(null=True, editable=False)
    over_at = models.DateTimeField("when its last run ended", null=True, editable=False)
    told_at = models.DateTimeField("when its pages were told so", null=True, editable=False)

    objects: ClassVar[Any] = SubmissionQuerySet.as_manager()
    runs: "RunQuerySet"

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, visitor="") | (Q(person__isnull=True) & ~Q(visitor="")),
                name="submission_is_of_a_person_or_of_a_visitor",
            ),
            models.CheckConstraint(
                condition=Q(crowd="") | Q(person__isnull=True), name="submission_is_of_a_crowd_only_if_of_a_visitor"
            ),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True) | Q(over_at__isnull=False),
                name="submission_is_told_over_only_once_it_is",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-created_at"], name="submission_of_person"),
            models.Index(fields=["visitor", "-created_at"], name="submission_of_visitor"),
            models.Index(fields=["over_at"], name="submission_over"),
            models.Index(fields=["crowd"], name="submission_of_crowd", condition=~Q(crowd="")),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.id})"

    def predicted(self) -> Prediction:
        """What its asker predicted of its runs."""
        return Prediction.of(self.prediction, keys=[run.key for run in self.runs.all()])

    @property
    def owner(self) -> str:
        """Whose turn it is when this submission is served, as one word."""
        return f"person-{self.person_id}" if self.person_id else f"visitor-{self.visitor}"

    @property
    def is_over(self) -> bool:
        return self.over_at is not None

    @property
    def is_comparison(self) -> bool:
        return len(self.runs.all()) > 1

    def is_of(self, asker: Asker) -> bool:
        """Whether the asker may see it; `Submission.objects.of` asks the same of the database."""
        if self.person_id:
            return asker.person is not None and asker.person.pk == self.person_id
        return bool(asker.visitor) and asker.visitor == self.visitor
