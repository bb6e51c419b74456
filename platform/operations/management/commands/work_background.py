"""The worker of the queue `background`: one task at a time, and gone as soon as it is asked to go.

Celery's own warm shutdown takes about two seconds also with nothing to do. Background tasks are safe to run twice,
their writes are transactions, and beat asks for the next one in seconds: so there is nothing to wait for.
"""

import os
import socket
import sys
from typing import Any

from celery import current_app
from celery.signals import worker_shutting_down
from django.core.management.base import BaseCommand

QUEUE = "background"


class Command(BaseCommand):
    help = __doc__

    def handle(self, **_options: Any) -> None:
        """Serve until SIGTERM."""
        worker_shutting_down.connect(leave, weak=False)
        worker = current_app.Worker(
            queues=[QUEUE],
            hostname=f"{QUEUE}@{socket.gethostname()}",
            pool="solo",
            loglevel="INFO",
            without_gossip=True,
            without_mingle=True,
        )
        worker.start()
        sys.exit(worker.exitcode)


def leave(**_: Any) -> None:
    os._exit(0)
