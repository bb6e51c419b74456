"""The end of a run: its row is completed first, then its pages are told; with the last one its submission is over."""

import logging
from uuid import UUID

import redis
from django.db import transaction
from django.utils import timezone

from sandbox.events import End, Outcome
from sandbox.runs.models import Run, State, Submission
from sandbox.runs.models.runs import DETAIL_CHARACTERS, RunQuerySet
from sandbox.runs.streaming.retelling import retell

logger = logging.getLogger(__name__)


def an_end(outcome: Outcome, detail: str = "") -> End:
    """The end of a run that the runner did not end: nothing was measured."""
    return End(outcome=outcome, exit_code=None, wall_seconds=0.0, cpu_seconds=0.0, peak_memory_bytes=0, detail=detail)


def end_row(held: RunQuerySet, submission: UUID, end: End, **also: object) -> bool:
    """Complete the one row of `held`; False, and nothing written, when it holds none any more: the caller is stale.

    `also`: further columns, above all the transcript.
    """
    now = timezone.now()
    with transaction.atomic():
        if lock(submission) is None or not held.update(**columns_of(end), **also, ended_at=now):
            return False
        if not Run.objects.unended().filter(submission=submission).exists():
            Submission.objects.filter(pk=submission, over_at__isnull=True).update(over_at=now)
    return True


def lock(submission: UUID) -> Submission | None:
    """Let ends and stops of one submission pass one by one, so that the last one sees that it is the last.

    None where it is gone: its person has erased their account while it ran.
    """
    locked: Submission | None = Submission.objects.select_for_update().filter(pk=submission).first()
    return locked


def columns_of(end: End) -> dict[str, object]:
    return {
        "state": State.ENDED,
        "outcome": end.outcome,
        "exit_code": end.exit_code,
        "wall_seconds": end.wall_seconds,
        "cpu_seconds": end.cpu_seconds,
        "peak_memory_bytes": end.peak_memory_bytes,
        "others_seconds": end.others_seconds,
        "detail": end.detail.replace("\0", "�")[:DETAIL_CHARACTERS],  # PostgreSQL keeps no NUL
        "lease_token": None,
        "lease_until": None,
    }


def tell_if_over(submission: UUID) -> None:
    """Say `over` to the pages of a submission whose runs have all ended. Never raises: housekeeping says it later."""
    if Submission.objects.untold().filter(pk=submission).exists():
        try:
            retell(submission)
        except redis.RedisError as error:
            logger.warning("the end of %s is told later: %s", submission, error)
