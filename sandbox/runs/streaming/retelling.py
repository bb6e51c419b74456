"""Writes what rows keep into a stream that lacks it: after Redis was away, or came back empty."""

from typing import Any, cast
from uuid import UUID

from django.utils import timezone

from sandbox.runs.models import Run, State, Submission
from sandbox.runs.redis_connection import connection, fence_key
from sandbox.runs.streaming.appending import CLOSED, Stale, append, tell_over

CHUNK_MESSAGES = 500
"""Written in one step: few enough that Redis serves others in between."""


def retell(submission: UUID) -> None:
    """Say that a submission is over, after what its stream may lack of it. Raises RedisError."""
    retell_ended(submission)
    tell_over(submission)
    Submission.objects.untold().filter(pk=submission).update(told_at=timezone.now())


def retell_ended(submission: UUID, *, before: int | None = None) -> None:
    """Write what the ended runs before this position said, where the stream does not know that they ended.

    A run's own worker tells its end itself, so it asks for those before it alone. Raises RedisError.
    """
    ended = Run.objects.filter(submission=submission, state=State.ENDED).defer("transcript")
    if before is not None:
        ended = ended.filter(position__lt=before)
    fences = cast("dict[bytes, bytes]", connection().hgetall(fence_key(submission)))
    for run in ended:
        if not is_closed(fences.get(run.key.encode())):
            retell_run(run)


def is_closed(fence: bytes | None) -> bool:
    return fence is not None and int(fence) >= CLOSED


def retell_run(run: Run) -> None:
    messages: list[tuple[str, bytes]] = [(said.id, said.payload()) for said in run.said()]
    chunks: list[Any] = [messages[at : at + CHUNK_MESSAGES] for at in range(0, len(messages), CHUNK_MESSAGES)]
    for chunk in chunks:
        is_last = chunk is chunks[-1]
        try:
            append(run.submission_id, run=run.key, attempt=run.attempt, messages=chunk, closes=is_last)
        except Stale:
            return  # its end was told in the meantime
