"""When the waiting runs will begin, about, from the rows: what ran lately, what runs, and in which order they wait."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sandbox.events import Outcome
from sandbox.runs.capacity import capacity
from sandbox.runs.estimating import Experience, Past, UnderWay, Upcoming, begins_in
from sandbox.runs.fairness import Waiting
from sandbox.runs.models import Run

RECENT = timedelta(days=1)
"""What ran longer ago ran on another machine, or beside other load."""
REMEMBERED_RUNS = 300


def forecast(order: Sequence[Waiting], now: datetime) -> Mapping[UUID, float]:
    """Seconds until each run begins; empty where nothing ran lately, or nobody knows how many slots there are."""
    upcoming = [Upcoming(run=each.run, submission=each.submission, kind=each.kind) for each in order]
    return begins_in(upcoming, under_way=under_way(now), experience=experience(now), slots=capacity().slots)


def experience(now: datetime) -> Experience:
    """What did not begin, or failed by our fault, says nothing about how long its like takes."""
    ended = Run.objects.ended().filter(started_at__isnull=False, claimed_at__gt=now - RECENT)
    rows = ended.exclude(outcome=Outcome.SANDBOX_FAILURE).order_by("-claimed_at")
    columns = rows.values_list("submission__subject", "key", "claimed_at", "ended_at")[:REMEMBERED_RUNS]
    return Experience(
        [
            Past(kind=(subject, key), seconds=(until - since).total_seconds())
            for subject, key, since, until in columns
            if since and until  # of what has ended, both are there
        ]
    )


def under_way(now: datetime) -> list[UnderWay]:
    return [
        UnderWay(
            submission=run.submission_id,
            kind=(run.submission.subject, run.key),
            held_seconds=(now - run.claimed_at).total_seconds(),
            limit_seconds=run.work().limits.wall_seconds,
        )
        for run in Run.objects.running().select_related("submission")
        if run.claimed_at
    ]
