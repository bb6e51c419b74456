"""Announces, every two seconds, what the runner of this host offers; runs in the parent of the worker's processes."""

import logging
import threading
from typing import Any

import redis
from celery import current_app
from kombu.exceptions import OperationalError

from sandbox.runs.capacity import Capacity, announce, offered_here
from sandbox.runs.ringing import ring

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 2.0


class Announcer:
    """Says what is offered, rings when a runner has come back, and lets the worker grow with the runner's slots."""

    def __init__(self, concurrency: int) -> None:
        self.concurrency = concurrency
        self.last: Capacity | None = None
        self.hostname = ""
        self.stopped = threading.Event()

    def start(self, sender: Any, **_: Any) -> None:
        """At the worker's readiness, and again when its connection to Redis was renewed."""
        self.hostname = sender.hostname
        is_first = self.last is None
        self.tell()
        if is_first:
            threading.Thread(target=self.go_on, name="announcer", daemon=True).start()

    def stop(self, **_: Any) -> None:
        self.stopped.set()

    def go_on(self) -> None:
        while not self.stopped.wait(PAUSE_SECONDS):
            self.tell()

    def tell(self) -> None:
        offered = offered_here()
        try:
            announce(offered)
            if offered != self.last:
                self.has_changed(offered)
            self.last = offered
        except (redis.RedisError, OperationalError, OSError) as error:
            logger.warning("what the runner offers is not announced while Redis is away: %s", error)

    def has_changed(self, offered: Capacity) -> None:
        logger.info("the runner offers %s", f"{offered.slots} slots" if offered.is_open else offered.sentence)
        if not offered.is_open:
            return
        if offered.slots > self.concurrency:
            more = offered.slots - self.concurrency
            current_app.control.pool_grow(more, destination=[self.hostname])
            self.concurrency = offered.slots
        ring(offered.slots)
