"""A run without its worker or runner: back to the queue, once; after the second loss it ends as a sandbox failure."""

import logging
from enum import Enum
from uuid import UUID

import redis
from django.db import transaction

from sandbox.events import End, Outcome
from sandbox.runs.finishing import an_end, end_row, lock, tell_if_over
from sandbox.runs.models import Run, State
from sandbox.runs.models.runs import RunQuerySet
from sandbox.runs.streaming.appending import Stale, append
from sandbox.runs.streaming.ids import Ids
from sandbox.runs.streaming.messages import StreamedEvent
from sandbox.runs.streaming.salvaging import salvaged
from sandbox.runs.streaming.transcript import Entry

logger = logging.getLogger(__name__)

LOSSES_AT_MOST = 2
LOST_TWICE = "The machine that ran it was lost, twice. Your program is safe; what it had printed is kept."
TRIES_AT_MOST = 12
"""How often a runner may fail to begin a run: housekeeping rings every five seconds, so that is about a minute."""
NEVER_STARTED = "The sandbox could not begin it, again and again. Your program is safe; try again later."


class Return(Enum):
    """How a run comes back from whoever held it."""

    IN_ORDER = "its worker ends, and has let go of it"
    UNSTARTED = "the runner went away before it began"
    LOST = "its worker or runner was lost in the middle"


def give_back(run: UUID, token: UUID, how: Return) -> None:
    """Back to the queue, or to its end where it was tried often enough or somebody pressed Stop meanwhile.

    The submission is locked, so that a stop either finds the run in the queue, or is found here.
    """
    held = Run.objects.held_with(token).filter(pk=run)
    with transaction.atomic():
        returned = held.first()
        locked = lock(returned.submission_id) if returned else None
        if returned is None or locked is None:
            return
        losses = returned.losses + (how is Return.LOST)
        end = end_instead(returned, how, losses=losses, is_stopped=bool(locked.stop_asked_at))
        if end is None:
            held.update(state=State.QUEUED, lease_token=None, lease_until=None, losses=losses)
            return
    end_without_worker(returned, held, end, losses=losses)


def end_instead(run: Run, how: Return, *, losses: int, is_stopped: bool) -> End | None:
    """The end of a run that is not to be tried once more."""
    if is_stopped:
        return an_end(Outcome.STOPPED)
    if losses >= LOSSES_AT_MOST:
        return an_end(Outcome.SANDBOX_FAILURE, LOST_TWICE)
    if how is Return.UNSTARTED and run.attempt >= TRIES_AT_MOST:
        return an_end(Outcome.SANDBOX_FAILURE, NEVER_STARTED)
    return None


def end_without_worker(run: Run, held: RunQuerySet, end: End, **also: object) -> None:
    """End a run that nobody performs, keep what its pages have seen of it, and tell them."""
    said = StreamedEvent.of_event(end, run=run.key, attempt=run.attempt)
    kept = salvaged(run.submission_id, run=run.key, attempt=run.attempt)
    last = Entry(number=kept.length + 1, id=Ids().next(), payload=said.payload())
    began = {"started_at": run.claimed_at} if kept.length else {}
    if end_row(held, run.submission_id, end, transcript=kept.pack(also=last), **began, **also):
        tell_end(run, last)


def tell_end(run: Run, last: Entry) -> None:
    """Say the end to the pages, and that all is over where it is. Never raises: housekeeping says it later."""
    message = [(last.id, last.payload)]
    try:
        append(run.submission_id, run=run.key, attempt=run.attempt, messages=message, closes=True)
    except Stale:
        pass
    except redis.RedisError as error:
        logger.warning("the end of run %s is told later: %s", run.pk, error)
        return
    tell_if_over(run.submission_id)
