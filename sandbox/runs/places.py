"""The queue as rows tell it: who is next, how many are ahead, about how long that takes; told to pages that wait."""

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import redis
from django.db.models import Max
from django.utils import timezone

from sandbox.runs.fairness import Waiting, in_order
from sandbox.runs.forecasting import forecast
from sandbox.runs.models import Run
from sandbox.runs.redis_connection import connection
from sandbox.runs.streaming.appending import Stale, append
from sandbox.runs.streaming.messages import StreamedEvent
from sandbox.runs.waiting import STEP_SECONDS, Place

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
    columns = ("id", "submission_id", "queued_at", "position", "submission__subject", "key", *WHOSE)
    waiting = [
        Waiting(
            run=run,
            submission=submission,
            party=party_of(*whose),
            owner=owner_of(*whose),
            since=since,
            position=position,
            kind=(subject, key),
        )
        for run, submission, since, position, subject, key, *whose in rows.values_list(*columns)
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


def places(now: datetime) -> list[tuple[Waiting, Place]]:
    """Where the next run of every waiting submission stands, from the front of the queue on."""
    order = queue(now)
    begins = forecast(order, now) if order else {}
    return [(each, Place(ahead=ahead, about_seconds=begins.get(each.run))) for ahead, each in heads(order)]


def place_of(submission: UUID) -> Place | None:
    """Where this submission's next run stands; None when none of it waits for its turn."""
    return next((place for each, place in places(timezone.now()) if each.submission == submission), None)


def announce_places() -> None:
    """Tell the waiting pages their place, where it changed. Never raises: a place is a courtesy."""
    now = timezone.now()
    try:
        front = {each.run: place for each, place in places(now)[:TOLD_PLACES]}
        if not front:
            return
        client: Any = connection()
        told = {UUID(run.decode()): Told.read(words) for run, words in client.hgetall(PLACES).items()}
        news = {run: place for run, place in front.items() if run not in told or told[run].differs(place, now)}
        tell(news)
        remember({**told, **{run: Told.of(place, now) for run, place in news.items()}}, of=front)
    except redis.RedisError as error:
        logger.warning("places in the queue are not told while Redis is away: %s", error)


@dataclass(frozen=True)
class Told:
    """What a page was told last: how many are ahead, and at which moment its run would begin, in seconds."""

    ahead: int
    begins_at: float | None

    @classmethod
    def of(cls, place: Place, now: datetime) -> "Told":
        return cls(place.ahead, None if place.about_seconds is None else now.timestamp() + place.about_seconds)

    @classmethod
    def read(cls, words: bytes) -> "Told":
        return cls(*json.loads(words))

    def differs(self, place: Place, now: datetime) -> bool:
        """Whether the page should hear of this place: it counts down by itself, so only a step more or less is news."""
        current = Told.of(place, now)
        if self.ahead != current.ahead or self.begins_at is None or current.begins_at is None:
            return (self.ahead, self.begins_at) != (current.ahead, current.begins_at)
        return abs(self.begins_at - current.begins_at) >= STEP_SECONDS


def tell(news: Mapping[UUID, Place]) -> None:
    for run in Run.objects.queued().filter(pk__in=list(news)).only("submission_id", "key", "attempt"):
        said = StreamedEvent(run=run.key, attempt=run.attempt, kind="queued", fields=fields_of(news[run.pk]))
        try:
            append(run.submission_id, run=run.key, attempt=run.attempt, messages=[("*", said.payload())])
        except Stale:
            continue  # a worker took it meanwhile


def fields_of(place: Place) -> Mapping[str, object]:
    if place.about_seconds is None:
        return {"ahead": place.ahead}
    return {"ahead": place.ahead, "about_seconds": round(place.about_seconds, 1)}


def remember(told: Mapping[UUID, Told], *, of: Iterable[UUID]) -> None:
    with connection().pipeline() as pipe:
        pipe.delete(PLACES)
        pipe.hset(PLACES, mapping={str(run): json.dumps([told[run].ahead, told[run].begins_at]) for run in of})
        pipe.expire(PLACES, 3600)
        pipe.execute()
