"""What runs hold of a person: what they had run and what came of it; in rows, and for a while in Redis."""

import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import redis
from django.conf import settings
from django.db import transaction
from django.db.models import F

from accounts.holdings import Holding, Row, rows_of
from accounts.models import Person
from sandbox.runs.models import Run, Submission
from sandbox.runs.redis_connection import connection, fence_key, stream_key
from sandbox.runs.stopping import stop

STOPS_WITHIN_SECONDS = 3.0
"""A worker that is well ends what was stopped in half a second; what is left then finds its row gone, and ends too."""
LOOK_EVERY_SECONDS = 0.1


def runs(person: Person) -> Iterable[Row]:
    """Without what they printed and without their x-rays: those open on their own pages, and weigh a megabyte each."""
    found = Run.objects.filter(submission__person=person).order_by("submission__created_at", "position")
    return rows_of(
        found,
        "label",
        "outcome",
        "detail",
        "exit_code",
        "wall_seconds",
        "cpu_seconds",
        "peak_memory_bytes",
        "timings",
        run=F("submission_id"),
        of=F("submission__subject"),
        title=F("submission__title"),
        page=F("submission__page"),
        prediction=F("submission__prediction"),
        asked_at=F("submission__created_at"),
        program=F("job__source"),
        files=F("job__files"),
    )


def stop_all(person: Person) -> None:
    """What is under way is stopped, and has a moment to end."""
    unended = Submission.objects.filter(person=person, over_at=None)
    for submission in unended:
        stop(submission)
    until = time.monotonic() + STOPS_WITHIN_SECONDS
    while time.monotonic() < until and unended.exists():
        time.sleep(LOOK_EVERY_SECONDS)


def forget_in_redis(person: Person) -> None:
    submissions = list(Submission.objects.filter(person=person).values_list("pk", flat=True))
    keys = [f"runs:rate:person-{person.pk}", f"moves:rate:person-{person.pk}"]
    keys += [name(each) for each in submissions for name in (stream_key, fence_key)]

    def forget() -> None:
        with suppress(redis.RedisError):  # without Redis they run out by themselves, in an hour at most
            client: Any = connection()
            client.delete(*keys)

    transaction.on_commit(forget)


HOLDINGS = [
    Holding(
        name="runs",
        words=f"Your runs of the last {settings.RUNS_KEPT_DAYS} days: each program, how it ended, and what it used.",
        links=["runs.Submission.person"],
        rows=runs,
        is_table=False,
        stays="Runs that a browser asked for before you signed in bear no name; "
        f"they go {settings.RUNS_KEPT_DAYS} days after their end.",
        before=stop_all,
        erase=forget_in_redis,
    ),
]
