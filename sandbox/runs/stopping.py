"""Stop: what waits ends at once, what runs is ended by whoever performs it, within half a second."""

import logging
from typing import Any

import redis
from django.db import transaction
from django.utils import timezone

from sandbox.events import Outcome
from sandbox.runs.finishing import an_end, lock
from sandbox.runs.losing import end_without_worker
from sandbox.runs.models import Run, Submission
from sandbox.runs.places import announce_places
from sandbox.runs.redis_connection import connection, stop_key

logger = logging.getLogger(__name__)

HEARD_SECONDS = 60
"""How long a wish to stop is kept for a watcher that is about to listen."""


def stop(submission: Submission) -> None:
    """End the submission as *stopped*; nothing happens when it is over or was asked before."""
    with transaction.atomic():
        locked = lock(submission.pk)
        if locked is None or locked.is_over or locked.stop_asked_at:
            return
        Submission.objects.filter(pk=locked.pk).update(stop_asked_at=timezone.now())
    # Queued ones first: whoever is claiming one at this moment makes it a running one, which is found after that.
    for run in Run.objects.queued().filter(submission=submission):
        end_without_worker(run, Run.objects.queued().filter(pk=run.pk), an_end(Outcome.STOPPED))
    for run in Run.objects.running().filter(submission=submission):
        wake_watcher(run)
    announce_places()


def wake_watcher(run: Run) -> None:
    """Tell whoever performs the run. Without Redis its watcher reads the wish from the row, within two seconds."""
    try:
        client: Any = connection()
        with client.pipeline() as pipe:
            pipe.lpush(stop_key(run.pk), "stop").expire(stop_key(run.pk), HEARD_SECONDS).execute()
    except redis.RedisError as error:
        logger.warning("the stop of run %s waits for its watcher to look: %s", run.pk, error)
