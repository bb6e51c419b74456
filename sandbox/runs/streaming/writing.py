"""Carries a run's messages to the stream: the first at once, the next in batches, all of them after an interruption."""

import logging
import threading
from typing import Self

import redis
from django.db import connection

from sandbox.runs.claiming import Claim
from sandbox.runs.streaming.appending import Stale, StreamLost, append
from sandbox.runs.streaming.ids import Ids
from sandbox.runs.streaming.messages import StreamedEvent
from sandbox.runs.streaming.retelling import retell_ended
from sandbox.runs.streaming.transcript import KEPT_BYTES, Entry, Transcript

logger = logging.getLogger(__name__)

BATCH_SECONDS = 0.1
BATCH_MESSAGES = 500
RETRY_SECONDS = 0.25
LAST_WORDS_SECONDS = 5.0
"""How long the end of a run waits for Redis to come back; after that housekeeping tells it from the row."""


class StreamWriter:
    """Writes one attempt's messages from a thread of its own, so that nobody who speaks ever waits for Redis.

    The transcript is the buffer: while Redis is away it grows within its bounds, and what it had to leave out is said
    in a sentence. Afterwards everything that is not yet in the stream is written in order, under the ids it was given
    when it was said; so nothing is doubled, whatever was lost on the way.
    """

    def __init__(self, claim: Claim, *, kept_bytes: int = KEPT_BYTES) -> None:
        self.claim = claim
        self.transcript = Transcript(run=claim.key, attempt=claim.attempt, kept_bytes=kept_bytes)
        self.ids = Ids()
        self.lock = threading.Lock()
        self.news, self.closing = threading.Event(), threading.Event()
        self.abandoned, self.gone = threading.Event(), threading.Event()
        self.is_complete = False
        self.written, self.last_id, self.last_number = 0, "", 0
        self.is_interrupted = False
        self.stream_may_be_lost = claim.position > 0
        self.thread = threading.Thread(target=self.write, name=f"stream of {claim.run}", daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close(seconds=0)

    def say(self, message: StreamedEvent) -> None:
        with self.lock:
            self.transcript.add(self.entry_of(message))
        self.news.set()

    def entry_of(self, message: StreamedEvent) -> Entry:
        return Entry(self.transcript.length + 1, self.ids.next(), message.payload(), message.is_passing)

    def packed_with(self, last: StreamedEvent) -> tuple[bytes, Entry]:
        """What the row keeps, the last message included; that one is said by `say_last`, once the row is written."""
        with self.lock:
            entry = self.entry_of(last)
            return self.transcript.pack(also=entry), entry

    def say_last(self, last: Entry) -> bool:
        """Say the end of the run and wait until it is written; False when it was not, within some seconds."""
        with self.lock:
            self.transcript.add(last)
            self.last_number = last.number
        return self.close(seconds=LAST_WORDS_SECONDS)

    def close(self, *, seconds: float) -> bool:
        """Stop writing: at once when all is written, else after `seconds`. Whether all is written."""
        self.closing.set()
        self.news.set()
        if not self.gone.wait(seconds):
            self.abandoned.set()
        return self.is_complete

    def write(self) -> None:
        """The thread: whatever is new, at once; then nothing for the length of a batch."""
        try:
            while not self.abandoned.is_set() and not self.is_complete:
                self.news.wait()
                self.news.clear()
                if self.flush():
                    self.is_complete = self.closing.is_set() and not self.unwritten()
                    self.closing.wait(BATCH_SECONDS)  # the end of a run does not wait for its batch
                else:
                    self.news.set()
                    self.abandoned.wait(RETRY_SECONDS)
        finally:
            self.gone.set()

    def flush(self) -> bool:
        """Write everything that is not in the stream yet; False when it has to be tried again."""
        try:
            if self.stream_may_be_lost:
                self.tell_the_runs_before()
            while (batch := self.unwritten()) and not self.abandoned.is_set():
                self.write_batch(batch)
        except redis.RedisError as error:
            if not self.is_interrupted:
                logger.warning("Redis is away, the output of %s is kept until it is back: %s", self.claim.run, error)
            self.is_interrupted = True
            return False
        except Stale:
            logger.warning("another attempt at %s writes now: this one says no more", self.claim.run)
            self.abandoned.set()
        self.is_interrupted = False
        return True

    def unwritten(self) -> list[Entry]:
        with self.lock:
            return self.transcript.after(self.written)[:BATCH_MESSAGES]

    def write_batch(self, batch: list[Entry]) -> None:
        try:
            ids = append(
                self.claim.submission,
                run=self.claim.key,
                attempt=self.claim.attempt,
                messages=[(entry.id, entry.payload) for entry in batch],
                closes=batch[-1].number == self.last_number,
                last=self.last_id,
            )
        except StreamLost:
            logger.warning("Redis has lost the stream of %s: it is written again", self.claim.submission)
            self.tell_the_runs_before()
            self.written, self.last_id = 0, ""
            return
        for entry, given in zip(batch, ids, strict=True):
            entry.id = given
        self.written, self.last_id = batch[-1].number, batch[-1].id
        with self.lock:
            self.ids.follow(self.last_id)

    def tell_the_runs_before(self) -> None:
        """Complete what came before this run, under the ids it had, so that no page sees it twice."""
        try:
            retell_ended(self.claim.submission, before=self.claim.position)
        finally:
            connection.close()  # this thread's own
        self.stream_may_be_lost = False
