"""The worker of the queue `runs`: as many runs at once as the runner of this host has slots."""

import os
import socket
import sys
import threading
from typing import Any

from celery import current_app
from celery.signals import worker_process_init, worker_ready, worker_shutting_down
from django.core.management.base import BaseCommand
from django.db import connections

from sandbox.runs.announcing import Announcer
from sandbox.runs.capacity import offered_here, withdraw
from sandbox.runs.departing import departure
from sandbox.runs.ringing import QUEUE


class Command(BaseCommand):
    help = __doc__

    def handle(self, **_options: Any) -> None:
        """Serve until SIGTERM; then let go of the runs under way and end."""
        concurrency = max(1, offered_here().slots)
        connections.close_all()  # children are forked from here
        departure.prepare()
        announcer = Announcer(concurrency)
        worker_process_init.connect(listen, weak=False)
        worker_ready.connect(announcer.start, weak=False)
        worker_shutting_down.connect(announcer.stop, weak=False)
        worker_shutting_down.connect(depart, weak=False)
        worker = current_app.Worker(
            queues=[QUEUE],
            hostname=f"runs@{socket.gethostname()}",
            concurrency=concurrency,
            loglevel="INFO",
            without_gossip=True,
            without_mingle=True,
        )
        worker.start()
        sys.exit(worker.exitcode)


def listen(**_: Any) -> None:
    departure.listen()


def depart(**_: Any) -> None:
    """Within the signal handler, so the waiting is left to a thread; a second signal changes nothing."""
    if departure.ask():
        threading.Thread(target=leave, name="leaving").start()


def leave() -> None:
    departure.wait_until_free()
    withdraw()
    # Its processes asked the kernel to go with it; messages it held are restored by Redis's visibility time-out.
    os._exit(0)
