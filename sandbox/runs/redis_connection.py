"""The way to Redis: one client a process, that gives up within seconds; and the names of the keys of runs."""

from functools import cache

import redis
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

ANSWER_SECONDS = 1.0
"""How long Redis may take to answer; a client tries twice, so nobody waits longer than two seconds."""

BELL = "runs:bell"
"""The one stream that says which submission's stream has grown."""
RUNNER_AWAY_SINCE = "runs:runner-away-since"
LOOKED_AFTER = "runs:looked-after"


def stream_key(submission: object) -> str:
    return f"runs:stream:{submission}"


def fence_key(submission: object) -> str:
    """A hash: for each run of the submission, the attempt that may write to the stream."""
    return f"runs:fence:{submission}"


def stop_key(run: object) -> str:
    """A list: whoever watches over the run waits on it, and any entry means stop."""
    return f"runs:stop:{run}"


def connection() -> "redis.Redis":
    """The client of this process. It retries once and at once: an old connection may have died unnoticed."""
    return client_of(settings.REDIS_URL)


@cache
def client_of(url: str) -> "redis.Redis":
    return redis.Redis.from_url(
        url, socket_connect_timeout=ANSWER_SECONDS, socket_timeout=ANSWER_SECONDS, retry=Retry(NoBackoff(), 1)
    )
