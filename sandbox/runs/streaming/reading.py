"""What one page reads: what it missed, then what comes, until it is over."""

import asyncio
from collections.abc import AsyncGenerator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import redis.asyncio as redis
from django.db import DatabaseError, close_old_connections

from sandbox.runs.models import Submission
from sandbox.runs.streaming.channels import Channel, Page, Place
from sandbox.runs.streaming.ids import parts
from sandbox.runs.streaming.listening import Switchboard
from sandbox.runs.streaming.messages import HEARTBEAT, OVER, RETRY, cut_frame, frame

HEARTBEAT_SECONDS = 15.0
AWAY_SECONDS = 5.0
ROW_READERS = ThreadPoolExecutor(2, thread_name_prefix="rows of runs")
"""Few: rows are asked only where the stream has gone, and a thread holds a database connection meanwhile."""


async def parts_of_stream(board: Switchboard, submission: UUID, after: Place, *, owner: str) -> AsyncGenerator[bytes]:
    """The stream from `after` on, as parts of a response; it ends with `over`, or when the process ends."""
    yield RETRY
    with board.page(submission, owner=owner) as (channel, page):
        reading = Reading(submission, channel, page, after)
        while not board.is_closing:
            page.wake.clear()
            try:
                part = await reading.next_part()
            except (redis.RedisError, OSError, DatabaseError):
                await rung(page, seconds=AWAY_SECONDS)  # Redis, or the database; who hears of Redis's return rings
                yield HEARTBEAT
                continue
            if part:
                yield part
            if reading.is_over:
                return
            if not part and not await rung(page, seconds=HEARTBEAT_SECONDS):
                yield HEARTBEAT


async def rung(page: Page, *, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            return await page.wake.wait()
    except TimeoutError:
        return False


class Reading:
    """How far a page has read, and whether that was all."""

    def __init__(self, submission: UUID, channel: Channel, page: Page, after: Place) -> None:
        self.submission, self.channel, self.page = submission, channel, page
        self.place = after
        self.is_over = False

    async def next_part(self) -> bytes:
        """The frames that follow, b"" when none do now. Raises RedisError."""
        before = b""
        if self.page.is_in_doubt:
            before = await self.settle()
            self.page.is_in_doubt = False
        if self.is_over:
            return before
        rows = await self.channel.read(self.place)
        if rows:
            self.place = rows[-1].place
            self.is_over = rows[-1].is_over
        return before + b"".join(row.frame for row in rows)

    async def settle(self) -> bytes:
        """At the opening, and after Redis was away: is the stream there, and does it reach back to this page?"""
        about = await about_stream(self.channel)
        if about is None or parts(about["last-generated-id"].decode()) < self.place:
            loop = asyncio.get_running_loop()
            kept = await loop.run_in_executor(ROW_READERS, frames_of_rows_from_a_thread, self.submission, self.place)
            self.is_over = kept is not None
            return kept or b""
        was_trimmed = about["entries-added"] > about["length"]
        if was_trimmed and parts(about["first-entry"][0].decode()) > self.place:
            return cut_frame()
        return b""


async def about_stream(channel: Channel) -> dict[str, Any] | None:
    """What Redis says of the stream; None when there is none. Raises RedisError."""
    try:
        about: dict[str, Any] = await channel.reader.xinfo_stream(channel.key)
    except redis.ResponseError:
        return None
    return about if about.get("first-entry") else None


def frames_of_rows(submission: UUID, after: Place) -> bytes | None:
    """What a submission that is over said after this place, from its rows, and `over`; None when it is not over.

    Of a submission that was deleted meanwhile, only `over`: the page then finds that there is none.
    """
    found = Submission.objects.filter(pk=submission).first()
    if found is None:
        return OVER
    if not found.is_over:
        return None
    said = [each for run in found.runs.all() for each in run.said()]
    return b"".join(frame(each.id, each.payload()) for each in said if parts(each.id) > after) + OVER


def frames_of_rows_from_a_thread(submission: UUID, after: Place) -> bytes | None:
    """The same, in a thread that no request of Django looks after: a connection that has died or aged is let go."""
    close_old_connections()
    try:
        return frames_of_rows(submission, after)
    finally:
        close_old_connections()
