"""A run without its worker or runner: back to the queue, once; after the second loss it ends as a sandbox failure."""

import logging
from uuid import UUID

import redis
from django.db.models import F

from sandbox.events import End, Outcome
from sandbox.runs.finishing import an_end, end_row, tell_if_over
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

UNLEASED = {"state": State.QUEUED, "lease_token": None, "lease_until": None}


def put_back(run: UUID, token: UUID) -> bool:
    """Back to the queue as if it had not been tried: its worker ends in order, or it never began."""
    return bool(Run.objects.held_with(token).filter(pk=run).update(**UNLEASED))


def put_back_unstarted(run: UUID, token: UUID) -> None:
    """Back to the queue, since the runner went away before it began; but not for ever."""
    held = Run.objects.held_with(token).filter(pk=run)
    tried = held.first()
    if tried is not None and tried.attempt >= TRIES_AT_MOST:
        end_without_worker(tried, held, an_end(Outcome.SANDBOX_FAILURE, NEVER_STARTED))
    else:
        put_back(run, token)


def lose(run: UUID, token: UUID) -> None:
    """An attempt was lost in the middle: another one, unless it was the second, or a stop was asked for meanwhile."""
    held = Run.objects.held_with(token).filter(pk=run)
    lost = held.select_related("submission").first()
    if lost is None:
        return
    if lost.submission.stop_asked_at:
        end_without_worker(lost, held, an_end(Outcome.STOPPED))
    elif lost.losses + 1 >= LOSSES_AT_MOST:
        end_without_worker(lost, held, an_end(Outcome.SANDBOX_FAILURE, LOST_TWICE), losses=lost.losses + 1)
    else:
        held.update(**UNLEASED, losses=F("losses") + 1)


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
