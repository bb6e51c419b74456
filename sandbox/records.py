"""The recorder's words as they are read back from the buffer; their form is in record_form.

What the supervisor reads there may have been written by Mallory: `parse` refuses nothing and believes nothing, it
leaves out what makes no sense.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.record_form import (
    BUFFER_BYTES,
    CHUNK_BYTES,
    CHUNKS,
    COUNTER,
    HEAD,
    MOST_LINE,
    PADDING,
    SPAN,
    SPAN_END,
    SPAN_END_AT,
    TEXT,
    TEXT_BYTES,
    TEXT_KIND,
    About,
    Kind,
    What,
    pack_span,
    pack_text,
)

__all__ = [
    "BUFFER_BYTES",
    "CHUNKS",
    "CHUNK_BYTES",
    "COUNTER",
    "HEAD",
    "MOST_LINE",
    "PADDING",
    "SPAN",
    "SPAN_END",
    "SPAN_END_AT",
    "TEXT",
    "TEXT_BYTES",
    "TEXT_KIND",
    "About",
    "Kind",
    "SpanRecord",
    "TextRecord",
    "What",
    "pack_span",
    "pack_text",
    "parse",
]


@dataclass(frozen=True, slots=True)
class SpanRecord:
    """`at`: where it lies in the buffer, in bytes. Times in nanoseconds; `end` 0 while it lasts."""

    at: int
    process: int
    thread: int
    kind: Kind
    what: What
    start: int
    end: int
    line: int
    subject: int
    other: int


@dataclass(frozen=True, slots=True)
class TextRecord:
    process: int
    thread: int
    about: About
    text: str
    line: int
    subject: int
    number: int


def parse(data: bytes, *, process: int, at: int) -> Iterator[SpanRecord | TextRecord]:
    """The records of complete bytes that begin at `at` in the buffer; ends at the first that makes no sense."""
    offset = 0
    while offset < len(data):
        found = _text(data, offset, process) if data[offset] == TEXT_KIND else _span(data, offset, process, at)
        if found is None:
            return
        record, size = found
        yield record
        offset += size


def _span(data: bytes, offset: int, process: int, at: int) -> tuple[SpanRecord, int] | None:
    try:
        kind, what, line, thread, start, end, subject, other = SPAN.unpack_from(data, offset)
        record = SpanRecord(at + offset, process, thread, Kind(kind), What(what), start, end, line, subject, other)
    except (struct.error, ValueError):
        return None
    return record, SPAN.size


def _text(data: bytes, offset: int, process: int) -> tuple[TextRecord, int] | None:
    try:
        _, about, length, thread, subject, line, number = TEXT.unpack_from(data, offset)
        text = data[offset + TEXT.size : offset + TEXT.size + length].decode(errors="replace")
        record = TextRecord(process, thread, About(about), text, line, subject, number)
    except (struct.error, ValueError):
        return None
    return record, TEXT.size + length + -length % PADDING
