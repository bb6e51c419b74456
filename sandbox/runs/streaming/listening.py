"""Listens to the bell, once in a web process, and wakes the pages whose stream has grown."""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import redis.asyncio as redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from sandbox.runs.redis_connection import BELL
from sandbox.runs.streaming.channels import Channel, Page

logger = logging.getLogger(__name__)

LISTEN_MILLISECONDS = 20_000
RECONNECT_SECONDS = 0.5
READ_CONNECTIONS = 8
READ_SECONDS = 5.0
AT_ONCE: dict[str, Any] = {"socket_connect_timeout": READ_SECONDS, "retry": Retry(NoBackoff(), 0)}
"""An error is an error at once: the loop here tries again, and knows that rings may have been missed."""


class Switchboard:
    """The bell's one listener, and every open stream, of one event loop."""

    def __init__(self, url: str) -> None:
        pool = redis.BlockingConnectionPool.from_url(
            url, max_connections=READ_CONNECTIONS, timeout=READ_SECONDS, socket_timeout=READ_SECONDS, **AT_ONCE
        )
        self.reader = redis.Redis(connection_pool=pool)
        # The listener waits for as long as nobody rings; redis-py would give up after five seconds.
        self.listener = redis.Redis.from_url(url, socket_timeout=None, **AT_ONCE)
        self.channels: dict[UUID, Channel] = {}
        self.streams: Counter[str] = Counter()
        """How many streams are open, by the owner of what they show."""
        self.is_closing = False
        self.task = asyncio.get_running_loop().create_task(self.listen())

    @contextmanager
    def page(self, submission: UUID, *, owner: str) -> Iterator[tuple[Channel, Page]]:
        """A page that is woken for this submission. Enter before the first read, and no ring is missed."""
        channel = self.channels.setdefault(submission, Channel(submission, self.reader))
        page = Page()
        channel.pages.add(page)
        self.streams[owner] += 1
        try:
            yield channel, page
        finally:
            self.streams[owner] -= 1
            if not self.streams[owner]:
                del self.streams[owner]
            channel.pages.discard(page)
            if not channel.pages:
                self.channels.pop(submission, None)

    async def listen(self) -> None:
        last: str | None = None
        while not self.is_closing:
            try:
                last = await self.begin() if last is None else await self.heard_until(last)
            except (redis.RedisError, OSError, TimeoutError) as error:
                if last is not None:
                    logger.warning("Redis is away, open streams wait: %s", error)
                last = None
                await asyncio.sleep(RECONNECT_SECONDS)

    async def begin(self) -> str:
        """The last ring so far. From here on none is missed; what was missed before, the pages look for now."""
        entries: Any = await self.listener.xrevrange(BELL, count=1)
        for channel in self.channels.values():
            channel.doubt()
        return entries[0][0].decode() if entries else "0-0"

    async def heard_until(self, last: str) -> str:
        """Wait for rings after `last`, wake their pages, return the last one heard."""
        async with asyncio.timeout(LISTEN_MILLISECONDS / 1000 + READ_SECONDS):
            reply = await self.listener.xread({BELL: last}, block=LISTEN_MILLISECONDS, count=1000)
        for _, entries in entries_of(reply):
            for submission in {fields[b"s"] for _, fields in entries}:
                self.ring(submission)
            last = entries[-1][0].decode()
        return last

    def ring(self, submission: bytes) -> None:
        with contextlib.suppress(ValueError):
            if channel := self.channels.get(UUID(submission.decode())):
                channel.ring()

    def ring_all(self) -> None:
        for channel in self.channels.values():
            channel.ring()

    def close(self) -> None:
        """End every open stream soon; safe to call from the loop's thread alone."""
        self.is_closing = True
        self.ring_all()
        self.task.cancel()


def entries_of(reply: Any) -> Iterator[tuple[bytes, list[Any]]]:
    """XREAD's answer as pairs of key and entries: RESP3 makes it a mapping, with one list more around the entries."""
    for key, entries in reply.items() if isinstance(reply, dict) else reply or ():
        yield key, [each for part in entries for each in part] if isinstance(entries[0], list) else entries
