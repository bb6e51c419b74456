"""How often one may ask: rates are counted in Redis, what has not ended is counted in rows."""

import logging
from dataclasses import dataclass
from math import ceil
from typing import Any

import redis
from django.conf import settings
from django.db import connection as database

from sandbox.runs.asking import Asker
from sandbox.runs.models import Run
from sandbox.runs.redis_connection import connection
from sandbox.runs.refusals import QueueIsFull, TooManyRuns

logger = logging.getLogger(__name__)

WINDOW_MILLISECONDS = 60_000
QUEUE_IS_FULL_SECONDS = 30
QUOTA_LOCK = 0x52_55_4E_53
"""The number of the advisory lock in PostgreSQL: "RUNS" in ASCII, so that one who finds it held knows by whom."""

# The generic cell rate algorithm, by the clock of Redis: one number a key says when all that was used has grown back.
# %.0f since Lua would write a moment of 13 digits as 1.7e12.
CHARGE = """
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local cost, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local whole_at = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now) + cost
if whole_at - window > now then return math.ceil(whole_at - window - now) end
redis.call('SET', KEYS[1], string.format('%.0f', whole_at), 'PX', window + 1000)
return 0
"""


@dataclass(frozen=True, kw_only=True)
class Rate:
    """So many runs in a minute, all at once or evenly; counted under `key`."""

    key: str
    per_minute: int

    def charge(self, runs: int) -> float:
        """Count `runs` more and return 0, or count nothing and return the seconds to wait. Raises RedisError."""
        cost = ceil(runs * WINDOW_MILLISECONDS / self.per_minute)
        client: Any = connection()
        return int(client.eval(CHARGE, 1, self.key, min(cost, WINDOW_MILLISECONDS), WINDOW_MILLISECONDS)) / 1000


def check_rate(asker: Asker, *, runs: int) -> None:
    """Refuse who asks too often: per person or visitor, and per address for visitors alone.

    Without Redis nothing is counted here and nobody is refused: what one may have unended, and what all may have
    waiting, is counted in the database and still holds.
    """
    for rate in rates_of(asker):
        try:
            wait = rate.charge(runs)
        except redis.RedisError as error:
            logger.warning("rates are not counted while Redis is away: %s", error)
            return
        if wait:
            raise too_often(rate.per_minute, ceil(wait))


def rates_of(asker: Asker) -> list[Rate]:
    """An address is no person: forty learners of a school share one, so it counts for visitors only, and generously."""
    rates = [Rate(key=f"runs:rate:{asker.owner}", per_minute=settings.RUNS_PER_MINUTE_OF_A_PERSON)]
    if asker.crowd:
        rates.append(Rate(key=f"runs:rate:crowd-{asker.crowd}", per_minute=settings.RUNS_PER_MINUTE_OF_AN_ADDRESS))
    return rates


def hold_other_requests() -> None:
    """Let requests pass one by one until this transaction ends, so that two cannot both take the last place.

    What is counted belongs to everybody, so no row can be locked for it. SQLite writes one by one anyway: its
    transactions begin as writers here.
    """
    if database.vendor == "postgresql":
        with database.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [QUOTA_LOCK])


def check_quota(asker: Asker, *, runs: int) -> None:
    """Refuse who has too much unended, and everybody while the queue is full.

    Inside the transaction that adds the rows, and after `hold_other_requests`.
    """
    unended = Run.objects.unended()
    mine = {"submission__person": asker.person} if asker.person else {"submission__visitor": asker.visitor}
    at_once = settings.RUNS_UNENDED_OF_A_PERSON
    if unended.filter(**mine).count() + runs > at_once:
        raise TooManyRuns(
            f"{at_once} of your runs may wait or be under way at the same time, and this would be more. "
            "Stop one, or wait until one has ended. Your program is safe.",
            retry_after=5,
        )
    together = settings.RUNS_UNENDED_OF_AN_ADDRESS
    if asker.crowd and unended.filter(submission__crowd=asker.crowd).count() + runs > together:
        raise TooManyRuns(
            f"Visitors who share your internet address have {together} runs waiting or under way, as many as they may. "
            "Try again in half a minute, or sign in: then your own runs alone count. Your program is safe.",
            retry_after=QUEUE_IS_FULL_SECONDS,
        )
    if unended.queued().count() + runs > settings.RUNS_WAITING_AT_MOST:
        raise QueueIsFull(
            "Very many runs are waiting just now. Your program is safe; try again in half a minute.",
            retry_after=QUEUE_IS_FULL_SECONDS,
        )


def too_often(per_minute: int, seconds: int) -> TooManyRuns:
    unit = "second" if seconds == 1 else "seconds"
    return TooManyRuns(
        f"That is more than {per_minute} runs in a minute. Try again in {seconds} {unit}; your program is safe.",
        retry_after=seconds,
    )
