"""The open pages of one submission in one web process; what one of them reads serves all of them."""

import asyncio
from collections import deque
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Self
from uuid import UUID

import redis.asyncio as redis

from sandbox.runs.redis_connection import stream_key
from sandbox.runs.streaming.ids import parts
from sandbox.runs.streaming.messages import OVER, frame

ROWS_AT_ONCE = 500
REMEMBERED_ROWS = 1000

type Place = tuple[int, int]
"""A message's id as numbers: how far a page has read."""


@dataclass(frozen=True)
class Row:
    """A message as pages need it. The one that says `over` has no payload in the stream."""

    place: Place
    frame: bytes
    is_over: bool

    @classmethod
    def of(cls, entry: Any) -> Self:
        message_id, payload = entry[0].decode(), entry[1][b"m"]
        return cls(parts(message_id), frame(message_id, payload) if payload else OVER, not payload)


class Page:
    """One open stream. `wake` is set when there may be something to read; in doubt, the rows are asked as well."""

    def __init__(self) -> None:
        self.wake = asyncio.Event()
        self.is_in_doubt = True


class Channel:
    """Remembers the rows after `since`, without a gap. `rings` counts what was heard, `read_at` what was read."""

    def __init__(self, submission: UUID, reader: "redis.Redis") -> None:
        self.key, self.reader = stream_key(submission), reader
        self.pages: set[Page] = set()
        self.reading = asyncio.Lock()
        self.rows: deque[Row] = deque()
        self.since: Place | None = None
        self.is_in_doubt = False
        self.rings, self.read_at = 0, -1

    def ring(self) -> None:
        self.rings += 1
        for page in self.pages:
            page.wake.set()

    def doubt(self) -> None:
        """Redis has been away: what is remembered may no longer be what is there."""
        self.is_in_doubt = True
        for page in self.pages:
            page.is_in_doubt = True
        self.ring()

    async def read(self, place: Place) -> list[Row]:
        """Up to 500 rows after `place`, from memory where it has them; none when nothing more is there now."""
        async with self.reading:
            if self.is_in_doubt:
                self.is_in_doubt, self.since = False, None
                self.rows.clear()
            if self.since is not None and place < self.since:
                return await self.fetch(place)  # a page far behind: reading for it alone would only disturb the others
            if self.since is None:
                self.since = place
            if not (rows := self.remembered(place)) and self.read_at != self.rings:
                await self.read_on()
                rows = self.remembered(place)
            return rows

    def remembered(self, place: Place) -> list[Row]:
        """What is remembered of the rows after this place; looked for from the end, where a page mostly is."""
        return list(takewhile(lambda row: row.place > place, reversed(self.rows)))[::-1]

    async def read_on(self) -> None:
        rings = self.rings
        assert self.since is not None
        fresh = await self.fetch(self.rows[-1].place if self.rows else self.since)
        self.rows.extend(fresh)
        while len(self.rows) > REMEMBERED_ROWS:
            self.since = self.rows.popleft().place
        if len(fresh) < ROWS_AT_ONCE:
            self.read_at = rings

    async def fetch(self, place: Place) -> list[Row]:
        entries = await self.reader.xrange(self.key, min=f"({place[0]}-{place[1]}", count=ROWS_AT_ONCE)
        return [Row.of(entry) for entry in entries or ()]
