"""Looks after runs, every five seconds: none stays running for ever, none is silently lost, none is kept for ever."""

import logging
from datetime import datetime, timedelta
from typing import Any

import redis
from django.conf import settings

from sandbox.events import End, Outcome
from sandbox.runs.capacity import capacity
from sandbox.runs.finishing import an_end
from sandbox.runs.losing import Return, end_without_worker, give_back
from sandbox.runs.models import Run, Submission
from sandbox.runs.places import LATELY, announce_places, heads, queue
from sandbox.runs.redis_connection import LOOKED_AFTER, RUNNER_AWAY_SINCE, connection
from sandbox.runs.ringing import QUEUE, ring
from sandbox.runs.streaming.retelling import retell

logger = logging.getLogger(__name__)

UNTOLD_FOR = timedelta(seconds=10)
"""Whoever ends a run tells its pages itself, and tries so for some seconds."""
DELETED_AT_ONCE = 500
LOOKED_AFTER_SECONDS = 3600
NO_RUNNER = "There was no machine to run it on for too long. Your program is safe; try again later."


def look_after_runs(now: datetime) -> None:
    """Everything that has to be done now. Raises redis.RedisError or DatabaseError: the next call does the rest."""
    take_from_lost_workers(now)
    end_what_was_stopped()
    end_what_waits_in_vain(now)
    if waiting := len(heads(queue(now))):
        announce_places()
        ring_again(waiting)
    tell_the_untold(now)
    forget_crowds(now)
    delete_old(now)
    note_that_all_was_done(now)


def note_that_all_was_done(now: datetime) -> None:
    """For whoever asks whether housekeeping is alive; Redis forgets it by itself. Raises RedisError."""
    connection().set(LOOKED_AFTER, now.isoformat(), ex=LOOKED_AFTER_SECONDS)


def looked_after_at() -> datetime | None:
    """When runs were looked after last; None when that is an hour ago or longer. Raises RedisError."""
    client: Any = connection()
    said = client.get(LOOKED_AFTER)
    return datetime.fromisoformat(said.decode()) if said else None


def take_from_lost_workers(now: datetime) -> None:
    for run in Run.objects.lapsed(now).only("lease_token"):
        logger.warning("the worker of run %s is lost", run.pk)
        assert run.lease_token is not None  # the database holds it to that
        give_back(run.pk, run.lease_token, Return.LOST)


def end_what_was_stopped() -> None:
    """A stop ends what is queued itself; but its process may have died between the wish and the deed."""
    for run in Run.objects.queued().filter(submission__stop_asked_at__isnull=False):
        end_queued(run, an_end(Outcome.STOPPED))


def end_queued(run: Run, end: End) -> None:
    end_without_worker(run, Run.objects.queued().filter(pk=run.pk), end)


def end_what_waits_in_vain(now: datetime) -> None:
    """After a minute without any runner, waiting is over. Without Redis nobody knows whether there is one."""
    patience = timedelta(seconds=settings.RUNS_WAIT_FOR_A_RUNNER_SECONDS)
    if now - runner_away_since(now) < patience:
        return
    for run in Run.objects.queued().filter(queued_at__lt=now - patience):
        end_queued(run, an_end(Outcome.SANDBOX_FAILURE, NO_RUNNER))


def runner_away_since(now: datetime) -> datetime:
    """Since when no host has a runner; now, when one has."""
    client: Any = connection()
    if capacity().is_open:
        client.delete(RUNNER_AWAY_SINCE)
        return now
    client.set(RUNNER_AWAY_SINCE, now.isoformat(), nx=True, ex=24 * 3600)
    return datetime.fromisoformat(client.get(RUNNER_AWAY_SINCE).decode())


def tell_the_untold(now: datetime) -> None:
    untold = Submission.objects.untold().over_since_before(now - UNTOLD_FOR)
    for submission in untold.values_list("pk", flat=True)[:100]:
        retell(submission)


def forget_crowds(now: datetime) -> None:
    """Who shared an address with whom is nobody's business once nothing waits, and no turn depends on it."""
    Submission.objects.of_some_crowd().over_since_before(now - LATELY).update(crowd="")


def delete_old(now: datetime) -> None:
    """What is past its time. Its stream went long ago: one that nobody writes to expires by itself."""
    old = Submission.objects.over_since_before(now - timedelta(days=settings.RUNS_KEPT_DAYS))
    chosen = list(old.order_by("over_at").values_list("pk", flat=True)[:DELETED_AT_ONCE])
    if chosen:
        Submission.objects.filter(pk__in=chosen).delete()
        logger.info("%d submissions past their time were deleted", len(chosen))


def ring_again(waiting: int) -> None:
    """Ring for rows that wait, unless enough bells are under way; one bell too many finds nothing and does no harm."""
    try:
        client: Any = connection()
        under_way = int(client.llen(QUEUE))
    except redis.RedisError:
        return
    ring(max(0, min(waiting, max(1, capacity().slots)) - under_way))
