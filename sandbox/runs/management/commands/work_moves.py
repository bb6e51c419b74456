"""The worker of the queue `moves`: one process, whose threads hand clicks of the race lab to the runner's lane.

It waits for the runner and computes nothing, so it needs no process for each move, as runs do.
"""

import logging
import os
import socket
import sys
import threading
import time
from typing import Any

import redis
from celery import current_app
from celery.signals import worker_ready, worker_shutting_down
from django.conf import settings
from django.core.management.base import BaseCommand

from sandbox.runner.client import RunnerGone, about
from sandbox.runs.announcing import PAUSE_SECONDS
from sandbox.runs.capacity import ASKING_SECONDS
from sandbox.runs.moves import QUEUE, announce_lanes
from sandbox.runs.playing import table

logger = logging.getLogger(__name__)
THREADS = 4
"""Twice as many as a runner has lanes at most: the next move waits there already when a lane is free."""
LEAVING_SECONDS = 0.5
NO_EXPLORER = "the runner of this host cannot explore; its Python has no greenlet"


class Command(BaseCommand):
    help = __doc__

    def handle(self, **_options: Any) -> None:
        """Serve until SIGTERM; then whoever waits hears that it is in vain, and the process ends."""
        worker_ready.connect(LaneAnnouncer().start, weak=False)
        worker_shutting_down.connect(depart, weak=False)
        worker = current_app.Worker(
            queues=[QUEUE],
            hostname=f"{QUEUE}@{socket.gethostname()}",
            pool="threads",
            concurrency=THREADS,
            loglevel="INFO",
            without_gossip=True,
            without_mingle=True,
        )
        worker.start()
        sys.exit(worker.exitcode)


class LaneAnnouncer:
    """Says every two seconds that moves are played here, for as long as the runner has a lane for them."""

    def __init__(self) -> None:
        self.reason = ""
        self.has_begun = False

    def start(self, **_: Any) -> None:
        """At the worker's readiness, and again when its connection to Redis was renewed."""
        self.tell()
        if not self.has_begun:
            self.has_begun = True
            threading.Thread(target=self.go_on, name="announcer", daemon=True).start()

    def go_on(self) -> None:
        while not table.is_closing:
            time.sleep(PAUSE_SECONDS)
            self.tell()

    def tell(self) -> None:
        lanes, reason = lanes_here()
        if reason and reason != self.reason:
            logger.warning("no moves are played here: %s", reason)
        self.reason = reason
        if not lanes:
            return  # another host may have some
        try:
            announce_lanes(lanes)
        except redis.RedisError as error:
            logger.warning("the lane is not announced while Redis is away: %s", error)


def lanes_here() -> tuple[int, str]:
    """How many lanes the runner of this host has, and why where it has none."""
    try:
        lanes = about(settings.RUNNER_SOCKET, timeout=ASKING_SECONDS).lanes
    except RunnerGone as gone:
        return 0, str(gone)
    return lanes, "" if lanes else NO_EXPLORER


def depart(**_: Any) -> None:
    """Within the signal handler, so the waiting is left to a thread."""
    threading.Thread(target=leave, name="leaving").start()


def leave() -> None:
    table.close(LEAVING_SECONDS)
    os._exit(0)
