"""Rings the workers: a message says only that a row may wait; whoever hears it looks for itself."""

import logging

import redis
from celery import current_app
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

PERFORM = "runs.perform"
QUEUE = "runs"


def ring(times: int = 1) -> None:
    """Wake up to `times` workers. Never raises: a lost bell is rung again by housekeeping."""
    try:
        for _ in range(times):
            current_app.send_task(PERFORM, queue=QUEUE, ignore_result=True)
    except (OperationalError, redis.RedisError, OSError) as error:
        logger.warning("the bell for workers was not rung, housekeeping will: %s", error)
