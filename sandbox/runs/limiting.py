"""How often one may ask: rates are counted in Redis, what has not ended is counted in rows."""

import logging
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from math import ceil
from typing import Any

import redis
from django.conf import settings

from sandbox.runs.asking import Asker
from sandbox.runs.models import Run
from sandbox.runs.redis_connection import connection
from sandbox.runs.refusals import QueueIsFull, TooManyRuns

logger = logging.getLogger(__name__)

WINDOW_MILLISECONDS = 60_000
QUEUE_IS_FULL_SECONDS = 30

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
    if asker.person is None:
        key = f"runs:rate:address-{network_of(asker.address)}"
        rates.append(Rate(key=key, per_minute=settings.RUNS_PER_MINUTE_OF_AN_ADDRESS))
    return rates


def network_of(address: str) -> str:
    """What one household holds: an IPv4 address, or the first half of an IPv6 address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    return f"{IPv6Address(int(parsed) >> 64 << 64)}/64" if isinstance(parsed, IPv6Address) else str(parsed)


def check_quota(asker: Asker, *, runs: int) -> None:
    """Refuse who has too much unended, and everybody while the queue is full. Inside the transaction that adds rows."""
    unended = Run.objects.unended()
    mine = {"submission__person": asker.person} if asker.person else {"submission__visitor": asker.visitor}
    at_once = settings.RUNS_UNENDED_OF_A_PERSON
    if unended.filter(**mine).count() + runs > at_once:
        raise TooManyRuns(
            f"{at_once} of your runs may wait or be under way at the same time, and this would be more. "
            "Stop one, or wait until one has ended. Your program is safe.",
            retry_after=5,
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
