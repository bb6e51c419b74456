"""Watches over a run while it is performed: renews its lease, hears the wish to stop, ends what overstays."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from functools import cache
from typing import Any

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from redis.backoff import NoBackoff
from redis.retry import Retry

from sandbox.runner.client import Running
from sandbox.runs.claiming import LEASE, RENEWED_EVERY_SECONDS, Claim, renew
from sandbox.runs.departing import departure
from sandbox.runs.models import Submission
from sandbox.runs.redis_connection import stop_key

logger = logging.getLogger(__name__)

WITHOUT_REDIS_SECONDS = 0.25
TO_START_SECONDS = 60.0
"""How long the runner may take until the program runs; a runner of its worker's own always has a slot free."""
BEYOND_WALL_SECONDS = 15.0
"""How long the runner may take, beyond the wall time of the job, to tell the end."""


class Reason(Enum):
    """Why a run is ended from here."""

    STOP_ASKED = "somebody pressed Stop"
    LEASE_LOST = "the claim is no longer ours"
    DEPARTURE = "this worker ends"
    OVERDUE = "the runner does not tell the end"


class Watch:
    """The watch over one claim. It hangs up at once for every reason but a stop, which the runner answers itself."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self.reason: Reason | None = None
        self.running: Running | None = None
        self.done = threading.Event()
        self.lock = threading.Lock()
        self.due_at = time.monotonic() + TO_START_SECONDS
        self.vouched_at = time.monotonic()

    def over(self, running: Running) -> None:
        """What to end when there is a reason; one that came before counts now."""
        with self.lock:
            self.running = running
            reason = self.reason
        if reason:
            self.end_it(running, reason)

    def has_started(self, wall_seconds: float) -> None:
        self.due_at = time.monotonic() + wall_seconds + BEYOND_WALL_SECONDS

    def end(self, reason: Reason) -> None:
        with self.lock:
            if self.reason not in {None, Reason.STOP_ASKED}:
                return
            self.reason = reason
            running = self.running
        if running:
            self.end_it(running, reason)

    def end_it(self, running: Running, reason: Reason) -> None:
        running.stop() if reason is Reason.STOP_ASKED else running.hang_up()

    def depart(self) -> None:
        self.end(Reason.DEPARTURE)

    def watch(self) -> None:
        """The thread: every two seconds the lease is renewed; a wish to stop is heard as soon as it is made."""
        try:
            while not self.done.is_set():
                self.look()
                self.wait_for_a_stop()
        finally:
            connection.close()  # this thread's own

    def look(self) -> None:
        try:
            if not renew(self.claim, timezone.now()):
                self.end(Reason.LEASE_LOST)
            elif self.is_stop_asked():
                self.end(Reason.STOP_ASKED)
            self.vouched_at = time.monotonic()
        except DatabaseError as error:
            logger.warning("the lease of %s was not renewed: %s", self.claim.run, error)
            connection.close()
        if time.monotonic() > self.vouched_at + LEASE.total_seconds():
            self.end(Reason.LEASE_LOST)
        if time.monotonic() > self.due_at:
            self.end(Reason.OVERDUE)

    def is_stop_asked(self) -> bool:
        return Submission.objects.filter(pk=self.claim.submission, stop_asked_at__isnull=False).exists()

    def wait_for_a_stop(self) -> None:
        """Until somebody rings, or the next renewal is due; without Redis, a little while."""
        try:
            listener(settings.REDIS_URL).blpop([stop_key(self.claim.run)], timeout=RENEWED_EVERY_SECONDS)
        except redis.RedisError:
            self.done.wait(WITHOUT_REDIS_SECONDS)


@contextmanager
def watch_over(claim: Claim) -> Iterator[Watch]:
    watch = Watch(claim)
    thread = threading.Thread(target=watch.watch, name=f"watch over {claim.run}", daemon=True)
    thread.start()
    try:
        with departure.holds(watch.depart):
            yield watch
    finally:
        watch.done.set()
        ring_off(claim)


def ring_off(claim: Claim) -> None:
    """Wake the watch so that it sees that it is done; without Redis it sees so by itself."""
    with suppress(redis.RedisError):
        client = listener(settings.REDIS_URL)
        client.pipeline().lpush(stop_key(claim.run), "done").expire(stop_key(claim.run), 5).execute()


@cache
def listener(url: str) -> Any:
    """A client that may wait longer for its answer than the others do."""
    return redis.Redis.from_url(
        url, socket_connect_timeout=1.0, socket_timeout=RENEWED_EVERY_SECONDS + 2.0, retry=Retry(NoBackoff(), 0)
    )
