"""Reads the buffer into which the recorder of a run writes, as if Mallory had written it: she may have.

It is read by its descriptor and never mapped: what the run does to the file can change what is read, and nothing else.
Every byte is taken once, so the work for one run is bounded by the size of the buffer.
"""

import os
from collections.abc import Iterator

from sandbox.observations import Span, Text
from sandbox.records import (
    BUFFER_BYTES,
    CHUNK_BYTES,
    CHUNKS,
    COUNTER,
    HEAD,
    SPAN_END,
    SPAN_END_AT,
    About,
    RecordDamaged,
    SpanRecord,
    TextRecord,
    parse,
)

PORTION_BYTES = 32 * 1024
"""Read in one go while the run goes on, or little more: a thousand spans take some milliseconds, and limits wait."""
MOST_OPEN = 4096
"""Spans that have not ended, looked after at once: more than threads can wait and locks be held in an honest run."""
NANOSECONDS_A_MICROSECOND = 1000
DAMAGE = Text(process=0, thread=0, about=About.DAMAGED, text="", line=0, subject=0, number=1)
TIMES = {About.PROCESS, About.THREAD, About.THREAD_END, About.OBJECT, About.TASK}
"""Whose number is a time."""


class SpanReader:
    """`spans` and `texts` are what was read since they were last taken. `started`: CLOCK_MONOTONIC in nanoseconds.

    `processes`: the inner numbers of those that have said that they are there.
    """

    def __init__(self, buffer: int, *, started: int) -> None:
        self._buffer, self._started = buffer, started
        self._read_bytes: dict[int, int] = {}
        self._next = 1
        self._open: dict[int, Span] = {}
        self.spans: list[Span] = []
        self.texts: list[Text] = []
        self.processes: set[int] = set()

    def read(self, now: int, *, most_bytes: int = BUFFER_BYTES) -> bool:
        """What is new until `now`, in microseconds since the start; whether that was all, or `most_bytes` of it."""
        claimed = self._claimed()
        numbers = [*range(self._next, claimed), *range(1, min(self._next, claimed))]
        left = most_bytes
        for number in numbers:
            left -= self._read_chunk(number, now)
            if left <= 0:
                self._next = number + 1
                return False
        for at, span in list(self._open.items()):
            self._look_after(at, span, now)
        return True

    def _read_chunk(self, number: int, now: int) -> int:
        before = self._read_bytes.get(number, 0)
        try:
            for record in self._new_records(number):
                self._take(record, now)
        except RecordDamaged:
            self.texts.append(DAMAGE)
        return self._read_bytes.get(number, 0) - before

    def _claimed(self) -> int:
        data = os.pread(self._buffer, COUNTER.size, 0)
        return min(COUNTER.unpack(data)[0] + 1, CHUNKS) if len(data) == COUNTER.size else 0

    def _new_records(self, number: int) -> Iterator[SpanRecord | TextRecord]:
        start = number * CHUNK_BYTES
        head = os.pread(self._buffer, HEAD.size, start)
        if len(head) < HEAD.size:
            return
        process, complete = HEAD.unpack(head)
        known = self._read_bytes.get(number, 0)
        new = min(complete, CHUNK_BYTES - HEAD.size) - known
        if new > 0:
            self._read_bytes[number] = known + new
            at = start + HEAD.size + known
            yield from parse(os.pread(self._buffer, new, at), process=process, at=at)

    def _take(self, record: SpanRecord | TextRecord, now: int) -> None:
        if isinstance(record, TextRecord):
            self.texts.append(self._text(record, now))
            if record.about is About.PROCESS and len(self.processes) < MOST_OPEN:
                self.processes.add(record.process)
            return
        span = self._span(record, now)
        self.spans.append(span)
        if span.end < 0 and len(self._open) < MOST_OPEN:
            self._open[record.at] = span

    def _look_after(self, at: int, span: Span, now: int) -> None:
        data = os.pread(self._buffer, SPAN_END.size, at + SPAN_END_AT) if at < BUFFER_BYTES else b""
        end = SPAN_END.unpack(data)[0] if len(data) == SPAN_END.size else 0
        if end:
            del self._open[at]
            self.spans.append(ended(span, max(span.start, self._time(end, now))))

    def _span(self, record: SpanRecord, now: int) -> Span:
        start = self._time(record.start, now)
        return Span(
            process=record.process,
            thread=record.thread,
            kind=record.kind,
            what=record.what,
            start=start,
            end=max(start, self._time(record.end, now)) if record.end else -1,
            line=record.line,
            subject=record.subject,
            other=record.other,
        )

    def _text(self, record: TextRecord, now: int) -> Text:
        is_time = record.about in TIMES
        return Text(
            process=record.process,
            thread=record.thread,
            about=record.about,
            text="".join(each if each.isprintable() else "�" for each in record.text),
            line=record.line,
            subject=record.subject,
            number=self._time(record.number, now) if is_time else min(record.number, 2**53),
        )

    def _time(self, nanoseconds: int, now: int) -> int:
        """In microseconds since the start; nothing honest happened before, nor after `now`."""
        return min(max(0, (nanoseconds - self._started) // NANOSECONDS_A_MICROSECOND), now)


def ended(span: Span, end: int) -> Span:
    return Span(
        span.process, span.thread, span.kind, span.what, span.start, end, span.line, span.subject, span.other
    )  # fmt: skip
