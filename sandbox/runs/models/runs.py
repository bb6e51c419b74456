"""The run: one program to perform, where it stands, who holds it, how it ended and what it said."""

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from sandbox.events import Outcome
from sandbox.jobs import Job
from sandbox.runs.models.submissions import Submission
from sandbox.runs.repeating import Timing, busy_share, timings_of
from sandbox.runs.streaming.messages import StreamedEvent
from sandbox.runs.streaming.transcript import unpack

DETAIL_CHARACTERS = 2000
TOLD_FROM_SECONDS = 0.3
"""So long a run recorded alone must be: the kernel counts what others use in ticks of 10 ms."""


class State(models.TextChoices):
    QUEUED = "queued"
    RUNNING = "running"
    ENDED = "ended"


class RunQuerySet(models.QuerySet["Run"]):
    def queued(self) -> "RunQuerySet":
        return self.filter(state=State.QUEUED)

    def running(self) -> "RunQuerySet":
        return self.filter(state=State.RUNNING)

    def ended(self) -> "RunQuerySet":
        return self.filter(state=State.ENDED)

    def unended(self) -> "RunQuerySet":
        return self.exclude(state=State.ENDED)

    def lapsed(self, now: datetime) -> "RunQuerySet":
        """Running ones that nobody has vouched for in time: their worker is lost."""
        return self.running().filter(lease_until__lt=now)

    def held_with(self, token: uuid.UUID) -> "RunQuerySet":
        """The run that this lease still holds; empty once the lease was lost, so that a late write changes nothing."""
        return self.running().filter(lease_token=token)


class Run(models.Model):
    """`attempt` counts every claim, so that a message says which one it belongs to.

    `losses` counts the attempts whose worker or runner was lost; an attempt put back at a worker's shutdown is no loss.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="runs")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    label = models.CharField(max_length=120)
    job = models.JSONField()
    beside = models.JSONField(null=True, help_text="the job that it is timed in turn with, in a paired run")
    timed_at_most = models.PositiveSmallIntegerField(
        default=0, help_text="how often it may be timed before it is recorded; 0: it is recorded alone"
    )
    is_recorded = models.BooleanField(default=True, help_text="whether it is recorded for an x-ray after it was timed")
    is_authored = models.BooleanField(
        default=False, help_text="whether its program is the author's own text, but for the values of its parameters"
    )
    workers = models.PositiveSmallIntegerField(
        default=0, help_text="how many its program was told to use, in a sweep; 0 elsewhere"
    )
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    queued_at = models.DateTimeField()

    attempt = models.PositiveSmallIntegerField(default=0)
    losses = models.PositiveSmallIntegerField(default=0)
    lease_token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)

    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True, choices=[(each.value, each.value) for each in Outcome])
    exit_code = models.BigIntegerField(null=True)
    wall_seconds = models.FloatField(default=0.0)
    cpu_seconds = models.FloatField(default=0.0)
    peak_memory_bytes = models.BigIntegerField(default=0)
    detail = models.CharField(max_length=DETAIL_CHARACTERS, blank=True)
    transcript = models.BinaryField(default=bytes, help_text="what it said, compressed and bounded")
    timings = models.JSONField(default=list, help_text="wall, CPU and others' seconds of each time it was timed")
    timings_beside = models.JSONField(default=list, help_text="the same of the job beside it, in a paired run")
    cores = models.PositiveSmallIntegerField(default=0, help_text="that it really had; 0 while nobody knows")
    others_seconds = models.FloatField(default=0.0, help_text="CPU that others used on its cores meanwhile")
    timeline = models.BinaryField(default=bytes, help_text="its x-ray, compressed and bounded")

    objects: ClassVar[Any] = RunQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "position"], name="run_has_a_position_of_its_own"),
            models.UniqueConstraint(fields=["submission", "key"], name="run_has_a_key_of_its_own"),
            models.UniqueConstraint(
                fields=["submission"], condition=Q(state="running"), name="run_is_the_only_running_one_of_a_submission"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="run_has_a_known_state"),
            models.CheckConstraint(
                condition=Q(is_recorded=True) | Q(timed_at_most__gt=0), name="run_is_timed_or_recorded"
            ),
            models.CheckConstraint(condition=Q(losses__lte=F("attempt")), name="run_loses_only_what_it_attempted"),
            models.CheckConstraint(
                condition=Q(state="running", lease_token__isnull=False, lease_until__isnull=False)
                | (~Q(state="running") & Q(lease_token__isnull=True, lease_until__isnull=True)),
                name="run_is_leased_exactly_while_it_runs",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False, outcome__in=[each.value for each in Outcome])
                | (~Q(state="ended") & Q(ended_at__isnull=True, outcome="")),
                name="run_has_an_outcome_exactly_when_it_ended",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "queued_at"], name="run_waiting", condition=~Q(state="ended")),
            models.Index(fields=["claimed_at"], name="run_claimed"),
        ]

    def __str__(self) -> str:
        return f"{self.label} of {self.submission_id}"

    @property
    def is_ended(self) -> bool:
        return self.state == State.ENDED

    def work(self) -> Job:
        """The job it was asked; raises JobRefused where the row holds none."""
        return Job.from_json(self.job)

    def work_beside(self) -> Job | None:
        """The job that it is timed in turn with; None but in a paired run. Raises JobRefused as `work` does."""
        return None if self.beside is None else Job.from_json(self.beside)

    def timed_beside(self) -> list[Timing]:
        return timings_of(self.timings_beside)

    def timed(self) -> list[Timing]:
        """The times of a comparison; empty for a run that was recorded alone."""
        return timings_of(self.timings)

    def busy_share(self) -> float:
        """How much of its cores others used while it was timed, or, where it was not, recorded; from 0 to 1."""
        alone = Timing(wall=self.wall_seconds, cpu=self.cpu_seconds, others=self.others_seconds)
        told = self.timed() or ([alone] if alone.wall >= TOLD_FROM_SECONDS else [])
        return busy_share(told, cores=self.cores or self.work().limits.cores)

    def said(self) -> list[StreamedEvent]:
        """Everything that was kept of what its last attempt said, in order, each with its place in the stream."""
        return unpack(bytes(self.transcript))
