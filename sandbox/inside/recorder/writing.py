"""Writes the spans and texts of one thread into its chunk of the buffer, without a lock and without a system call.

Places in the buffer are counted in bytes from its beginning. Everything is stored as machine words (little-endian, as
the form is): that is faster than to pack it, and the supervisor never reads half of one. A new chunk is all zeros. No
call comes between taking a place and counting what is there: a signal's handler may run after any call, and write too.
"""

import _thread
import os
import time
from itertools import count
from types import FrameType

from sandbox.inside.recorder.buffer import Buffer, Chunk
from sandbox.inside.recorder.lines import PROGRAM, line_of
from sandbox.record_form import CHUNK_BYTES, CHUNKS, HEAD, MOST_LINE, SPAN, SPAN_END_AT, TEXT, About, Kind, pack_text

now = time.monotonic_ns
HOLD = int(Kind.HOLD)
SPAN_BYTES = SPAN.size
NO_ROOM = -SPAN_BYTES
"""As the place of the last span that fits: without a chunk not even a text fits, at the counter of chunks."""
WORD_SHIFT = 3
"""Of a word's eight bytes."""
CHUNK_SHIFT = CHUNK_BYTES.bit_length() - 1
TOLD_DROPPED_AT_MOST = 10
RESERVED = TOLD_DROPPED_AT_MOST * TEXT.size
"""At the end of each chunk, to tell that spans no longer fitted: after 1, 10, 100 … and at the end."""
HOLD_CHUNKS = CHUNKS * 3 // 4
"""The later ones take no more holds: a lock in a hot loop would leave no room for what is waited for afterwards."""
POLLS_TOLD = 1000
NANOSECONDS = 1_000_000_000
LATE = 500_000
"""Nanoseconds after its time that a wait may still end by itself: no clock wakes anybody to the point."""
NUMBERS = (1 << 20) - 1
"""What a process numbers its objects with; which process it is, is in the bits above."""


class Writer:
    """One thread's, called by that thread alone. Arguments are positional: it runs in hot loops."""

    __slots__ = (
        "_base", "_bytes", "_chunk", "_head", "_last", "_words",
        "at", "buffer", "dropped", "has_met_lock", "is_waiting", "polls", "process", "takes_holds",
        "task", "thread", "told_dropped",
    )  # fmt: skip

    def __init__(self, buffer: Buffer) -> None:
        self.buffer = buffer
        self._bytes = buffer.view()
        self._words = self._bytes.cast("Q")
        self.settle()

    def settle(self) -> None:
        """At the thread's beginning, and again in a forked child: what it writes goes into a chunk of its own."""
        self.thread = _thread.get_native_id()
        self.process = os.getpid()
        self.is_waiting = False
        """What happens inside a recorded wait is not recorded again."""
        self.has_met_lock = False
        """Inside a recorded wait it waited for a lock as well, which no time-out ends."""
        self.task: object = None
        """The task of asyncio of which this thread runs a step."""
        self.takes_holds = True
        self.dropped = self.told_dropped = 0
        self.polls: dict[tuple[str, int], int] = {}
        self._chunk: Chunk | None = None
        self.at = self._base = self._head = 0
        self._last = NO_ROOM
        self._grow()

    def begin(self, kind: int, what: int, line: int, subject: int, other: int) -> int:
        """Writes a span that lasts; returns its place for `end`, 0 when it did not fit."""
        start = now()
        at = self.at
        if at > self._last:
            return self.begin(kind, what, line, subject, other) if self._grow() else self._drop()
        self.at = at + SPAN_BYTES
        words, word = self._words, at >> WORD_SHIFT
        words[word] = kind | what << 8 | line << 16 | self.thread << 32
        words[word + 1] = start
        words[word + 3] = subject | other << 32
        words[self._head] = self.process | (self.at - self._base) << 32
        return at

    def hold(self, what: int, frame: FrameType, subject: int) -> int:
        """`begin` for the hold of a lock, with its line: the one span of which a program may have very many."""
        if not self.takes_holds:
            return self._drop()
        line = (frame.f_lineno or 0) & MOST_LINE if frame.f_code.co_filename == PROGRAM else line_of(frame)
        start = now()
        at = self.at
        if at > self._last:
            return self.begin(HOLD, what, line, subject, 0)
        self.at = at + SPAN_BYTES
        words, word = self._words, at >> WORD_SHIFT
        words[word] = HOLD | what << 8 | line << 16 | self.thread << 32
        words[word + 1] = start
        words[word + 3] = subject
        words[self._head] = self.process | (self.at - self._base) << 32
        return at

    def moment(self, kind: int, line: int, thread: int) -> None:
        """What was so for no time at all, of any thread of the process."""
        at = self.begin(kind, 0, line, 0, 0)
        if at:
            words, word = self._words, at >> WORD_SHIFT
            words[word] = kind | line << 16 | thread << 32
            words[word + 2] = words[word + 1]

    def end(self, at: int) -> None:
        """Any thread of the process may end a span, but a child not its parent's: `at` may be inherited."""
        if at and at >> CHUNK_SHIFT in self.buffer.own:
            self._words[(at + SPAN_END_AT) >> WORD_SHIFT] = now()

    def end_by(self, at: int, latest: int) -> None:
        """As `end`, but not later than `latest`: what was waited for may have come before the waiter could go on."""
        if at and at >> CHUNK_SHIFT in self.buffer.own:
            start = self._words[(at >> WORD_SHIFT) + 1]
            self._words[(at + SPAN_END_AT) >> WORD_SHIFT] = max(start, min(now(), latest))

    def end_after(self, at: int, seconds: object) -> None:
        """As `end`, but of a wait for so long at most: who goes on later has waited for the GIL or a core since.

        `seconds`: as the program gave them; what is negative or no number is no limit.
        """
        if at and at >> CHUNK_SHIFT in self.buffer.own:
            start, end = self._words[(at >> WORD_SHIFT) + 1], now()
            if isinstance(seconds, int | float) and 0 <= seconds * NANOSECONDS < end - start - LATE:
                end = start + int(seconds * NANOSECONDS)
            self._words[(at + SPAN_END_AT) >> WORD_SHIFT] = end

    def past(self, kind: int, what: int, line: int, subject: int, start: int) -> None:
        """A span that is over; told only now because most of its kind are too short to be told."""
        at = self.begin(kind, what, line, subject, 0)
        if at:
            self._words[(at >> WORD_SHIFT) + 1] = start
            self._words[(at + SPAN_END_AT) >> WORD_SHIFT] = now()

    def tell(self, about: About, text: str = "", *, subject: int = 0, line: int = 0, number: int = 0) -> None:
        data = pack_text(about, text, thread=self.thread, subject=subject, line=line, number=number)
        if self.at + len(data) > self._last + SPAN_BYTES and not self._grow():
            self._drop()
        else:
            self._append(data)

    def poll(self, what: str, line: int) -> None:
        """Counts that something was asked that was not ready; line 0 is the library's own asking."""
        if line:
            polled = self.polls[what, line] = self.polls.get((what, line), 0) + 1
            if polled >= POLLS_TOLD:
                del self.polls[what, line]
                self.tell(About.POLLED, what, subject=polled, line=line)

    def tell_rest(self) -> None:
        """What was only counted until now."""
        for (what, line), times in self.polls.items():
            self.tell(About.POLLED, what, subject=times, line=line)
        self.polls = {}
        self.dropped, self.buffer.dropped = self.dropped + self.buffer.dropped, 0
        if self.dropped > self.told_dropped:
            self._tell_dropped()

    def leave(self) -> None:
        """The thread ends: its chunk is for another one, and what it could not tell for the main thread."""
        self.buffer.dropped += self.dropped - self.told_dropped
        if self._chunk is not None:
            self._chunk.at = self.at
            self.buffer.give_back(self._chunk)
            self._chunk, self._last = None, NO_ROOM

    def _grow(self) -> bool:
        chunk = self.buffer.claim()
        if chunk is None:
            return False
        self._chunk, self.at, self._base = chunk, chunk.at, chunk.base + HEAD.size
        self._head = chunk.base >> WORD_SHIFT
        self._last = chunk.base + CHUNK_BYTES - RESERVED - SPAN_BYTES
        self.takes_holds = chunk.base >> CHUNK_SHIFT < HOLD_CHUNKS
        return self.at <= self._last or self._grow()

    def _append(self, data: bytes) -> None:
        at = self.at
        self.at = at + len(data)
        self._bytes[at : self.at] = data
        self._words[self._head] = self.process | (self.at - self._base) << 32

    def _drop(self) -> int:
        self.dropped += 1
        if self.dropped in TELLING_DROPPED:
            self._tell_dropped()
        return 0

    def _tell_dropped(self) -> None:
        if self._chunk is not None and self.at + TEXT.size <= self._chunk.base + CHUNK_BYTES:
            number = self.dropped - self.told_dropped
            self.told_dropped = self.dropped
            is_full = int(self.buffer.is_full)
            self._append(pack_text(About.DROPPED, "", thread=self.thread, subject=is_full, number=number))


TELLING_DROPPED = {10**each for each in range(TOLD_DROPPED_AT_MOST - 1)}


class ThisProcess:
    """What the threads of this process have in common: the buffer, and the numbers of objects."""

    def __init__(self) -> None:
        self.buffer: Buffer | None = None
        self.renew()

    def renew(self) -> None:
        """Numbers are unique over the processes of a run."""
        self._prefix = (os.getpid() & 0xFFF) << NUMBERS.bit_length()
        self._numbers = count(1)
        self.has_ended = False

    def next_number(self) -> int:
        return self._prefix | (next(self._numbers) & NUMBERS)


THIS = ThisProcess()
LOCAL = _thread._local()


def current() -> Writer:
    """The writer of the running thread."""
    try:
        writer: Writer = LOCAL.writer
    except AttributeError:
        assert THIS.buffer is not None
        writer = LOCAL.writer = Writer(THIS.buffer)
    return writer
