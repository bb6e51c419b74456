"""Adds messages to a submission's stream and rings the bell, in one step that Redis takes whole or not at all."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.conf import settings

from sandbox.runs.redis_connection import BELL, client_of, fence_key, stream_key

KEPT_MESSAGES = 20_000
"""The longest stream, about; who comes back after its beginning was trimmed is told so."""
KEPT_SECONDS = 3600
"""A stream nobody writes to goes after an hour: from the end of a run on, its row has everything."""

CLOSED = 1_000_000
"""The fence of a run that has ended: higher than any attempt."""

# Why a script and not a pipeline: four promises that need one step.
# 1. A stale lease holder is refused: a later attempt has raised the fence.
# 2. A batch that was written, but whose answer was lost on the way, is not written twice: its ids are there already.
# 3. When the stream itself was lost (Redis came back empty), the writer hears of it before it writes with a gap.
# 4. Another writer (a stop, a place in the queue) may have taken a later id: then the message gets the next free one.
APPEND = """
local stream, fence, bell = KEYS[1], KEYS[2], KEYS[3]
local submission, run, attempt, fence_to, last = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4], ARGV[5]
local held = tonumber(redis.call('HGET', fence, run) or '0')
if held > attempt then return {'stale'} end
if last ~= '' and #redis.call('XRANGE', stream, last, last) == 0 then return {'lost'} end
redis.call('HSET', fence, run, fence_to)
local ids = {'written'}
for place = 8, #ARGV, 2 do
  local id, payload = ARGV[place], ARGV[place + 1]
  local added = redis.pcall('XADD', stream, 'MAXLEN', '~', ARGV[6], id, 'm', payload)
  if type(added) == 'table' then
    if #redis.call('XRANGE', stream, id, id) == 0 then id = redis.call('XADD', stream, '*', 'm', payload) end
  else
    id = added
  end
  ids[#ids + 1] = id
end
redis.call('XADD', bell, 'MAXLEN', '~', 1000, '*', 's', submission)
redis.call('EXPIRE', stream, ARGV[7])
redis.call('EXPIRE', fence, ARGV[7])
return ids
"""


class Stale(Exception):
    """A later attempt writes to this stream now, or the run has ended: nothing was written."""


class StreamLost(Exception):
    """The last message that was written is no longer there: Redis has lost the stream. Nothing was written."""


@cache
def script(url: str) -> Any:
    return client_of(url).register_script(APPEND)


def append(
    submission: object,
    *,
    run: str,
    attempt: int,
    messages: Sequence[tuple[str, bytes]],
    closes: bool = False,
    last: str = "",
) -> list[str]:
    """Write messages, each an id ("*": the next free one) and a payload, and return the ids they got.

    `closes` refuses everything about this run from now on. `last` is the id of the message before these, where the
    writer knows one. Raises Stale, StreamLost or RedisError.
    """
    keys = [stream_key(submission), fence_key(submission), BELL]
    flat = [part for message in messages for part in message]
    arguments = [str(submission), run, attempt, CLOSED if closes else attempt, last, KEPT_MESSAGES, KEPT_SECONDS, *flat]
    status, *ids = script(settings.REDIS_URL)(keys=keys, args=arguments)
    if status == b"stale":
        raise Stale
    if status == b"lost":
        raise StreamLost
    return [each.decode() for each in ids]


def tell_over(submission: object) -> None:
    """Say that nothing follows: an empty message, once. Raises RedisError."""
    try:
        append(submission, run="", attempt=0, messages=[("*", b"")], closes=True)
    except Stale:
        return  # it was said already
