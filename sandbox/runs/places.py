"""The queue as rows tell it: who is next, and how many are ahead; told to the pages that wait."""

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import redis
from django.db.models import Max
from django.utils import timezone

from sandbox.runs.fairness import Waiting, in_order
from sandbox.runs.models import Run
from sandbox.runs.redis_connection import connection
from sandbox.runs.streaming.appending import Stale, append
from sandbox.runs.streaming.messages import StreamedEvent

logger = logging.getLogger(__name__)

LATELY = timedelta(minutes=1)
"""Who was served within this time lets others go first."""
WHOSE = ("submission__person_id", "submission__visitor", "submission__crowd")
TOLD_PLACES = 50
"""So many from the front of the queue are told where they stand; the others hear when they come so far."""
PLACES = "runs:places"


def queue(now: datetime) -> list[Waiting]:
    """Every queued run in the order in which they will be served."""
    rows = Run.objects.queued().filter(submission__stop_asked_at__isnull=True)
    columns = ("id", "submission_id", "queued_at", "position", *WHOSE)
    waiting = [
        Waiting(
            run=run,
            submission=submission,
            party=party_of(*whose),
            owner=owner_of(*whose),
            since=since,
            position=position,
        )
        for run, submission, since, position, *whose in rows.values_list(*columns)
    ]
    return in_order(waiting, served_lately(now)) if waiting else []


def served_lately(now: datetime) -> Mapping[str, datetime]:
    """When each party, and each owner in it, was served last."""
    recent = Run.objects.filter(claimed_at__gt=now - LATELY).order_by()
    served: dict[str, datetime] = {}
    for *whose, last in recent.values_list(*WHOSE).annotate(last=Max("claimed_at")):
        for who in {party_of(*whose), owner_of(*whose)}:
            served[who] = max(last, served.get(who, last))
    return served


def owner_of(person: int | None, visitor: str, _crowd: str) -> str:
    return f"person-{person}" if person else f"visitor-{visitor}"


def party_of(person: int | None, visitor: str, crowd: str) -> str:
    return f"crowd-{crowd}" if crowd else owner_of(person, visitor, crowd)


def heads(order: list[Waiting]) -> list[tuple[int, Waiting]]:
    """Of every submission its next run, with the number of runs ahead of it; none while another of it is under way."""
    busy = set(Run.objects.running().values_list("submission_id", flat=True))
    seen: set[UUID] = set()
    found = []
    for ahead, each in enumerate(order):
        if each.submission not in seen | busy:
            found.append((ahead, each))
        seen.add(each.submission)
    return found


def places_ahead(submission: UUID) -> int | None:
    """How many runs are ahead of this submission's next one; None when none of it waits for its turn."""
    return next((ahead for ahead, each in heads(queue(timezone.now())) if each.submission == submission), None)


def announce_places() -> None:
    """Tell the waiting pages their place, where it changed. Never raises: a place is a courtesy."""
    try:
        front = heads(queue(timezone.now()))[:TOLD_PLACES]
        if not front:
            return
        client: Any = connection()
        told = {UUID(run.decode()): int(ahead) for run, ahead in client.hgetall(PLACES).items()}
        changed = {each.run: ahead for ahead, each in front if told.get(each.run) != ahead}
        tell(changed)
        remember({each.run: ahead for ahead, each in front})
    except redis.RedisError as error:
        logger.warning("places in the queue are not told while Redis is away: %s", error)


def tell(places: Mapping[UUID, int]) -> None:
    for run in Run.objects.queued().filter(pk__in=list(places)).only("submission_id", "key", "attempt"):
        said = StreamedEvent(run=run.key, attempt=run.attempt, kind="queued", fields={"ahead": places[run.pk]})
        try:
            append(run.submission_id, run=run.key, attempt=run.attempt, messages=[("*", said.payload())])
        except Stale:
            continue  # a worker took it meanwhile


def remember(places: Mapping[UUID, int]) -> None:
    with connection().pipeline() as pipe:
        pipe.delete(PLACES)
        pipe.hset(PLACES, mapping={str(run): ahead for run, ahead in places.items()})
        pipe.expire(PLACES, 3600)
        pipe.execute()
