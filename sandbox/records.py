"""The recorder's words as they are read back from the buffer; their form is in record_form.

What the supervisor reads there may have been written by Mallory, or over by a program that holds the buffer by mistake:
`parse` believes nothing, and stops where it makes no sense.
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
    MOST_NUMBER,
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
    "RecordDamaged",
    "SpanRecord",
    "TextRecord",
    "What",
    "pack_span",
    "pack_text",
    "parse",
]


class RecordDamaged(ValueError):
    """The bytes that follow are no record."""


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
    """The records of complete bytes that begin at `at` in the buffer; raises RecordDamaged where one is none."""
    offset = 0
    while offset < len(data):
        found = _text(data, offset, process) if data[offset] == TEXT_KIND else _span(data, offset, process, at)
        if found is None or not all(0 < number <= MOST_NUMBER for number in (process, found[0].thread)):
            raise RecordDamaged(f"The {len(data) - offset} bytes that follow are no record of the recorder.")
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
    size = TEXT.size + length + -length % PADDING
    return (record, size) if offset + size <= len(data) else None
