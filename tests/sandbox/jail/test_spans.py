"""What the recorder writes is read as it is written; what Mallory writes there changes nothing but her own picture."""

import os

import pytest

from sandbox.jail.spans import PORTION_BYTES, SpanReader
from sandbox.records import (
    BUFFER_BYTES,
    CHUNK_BYTES,
    COUNTER,
    HEAD,
    SPAN_END,
    SPAN_END_AT,
    About,
    Kind,
    What,
    pack_span,
    pack_text,
)

STARTED = 5_000_000_000


class Buffer:
    """The file of a run, written as the recorder does."""

    def __init__(self, path):
        self.descriptor = os.open(path, os.O_RDWR | os.O_CREAT)
        os.ftruncate(self.descriptor, BUFFER_BYTES)
        self.used = {}

    def claim(self, *, process=2):
        number = len(self.used) + 1
        os.pwrite(self.descriptor, COUNTER.pack(number), 0)
        self.used[number] = (process, 0)
        return number

    def write(self, number, data):
        process, used = self.used[number]
        at = number * CHUNK_BYTES + HEAD.size + used
        os.pwrite(self.descriptor, data, at)
        self.used[number] = (process, used + len(data))
        os.pwrite(self.descriptor, HEAD.pack(process, used + len(data)), number * CHUNK_BYTES)
        return at


def wait(*, start, end):
    times = {"start": STARTED + start * 1000, "end": STARTED + end * 1000 if end else 0}
    return pack_span(Kind.WAIT, What.LOCK, line=7, thread=3, subject=11, other=0, **times)


@pytest.fixture
def buffer(tmp_path):
    made = Buffer(tmp_path / "spans")
    yield made
    os.close(made.descriptor)


@pytest.fixture
def reader(buffer):
    return SpanReader(buffer.descriptor, started=STARTED)


def test_a_span_is_read_once_with_times_since_the_start(buffer, reader):
    buffer.write(buffer.claim(process=4), wait(start=10, end=250))

    reader.read(1000)
    reader.read(2000)

    [span] = reader.spans
    assert (span.process, span.thread, span.start, span.end, span.line, span.subject) == (4, 3, 10, 250, 7, 11)


def test_a_wait_that_lasts_is_told_open_and_once_more_when_it_is_over(buffer, reader):
    at = buffer.write(buffer.claim(), wait(start=10, end=0))
    reader.read(1000)

    os.pwrite(buffer.descriptor, SPAN_END.pack(STARTED + 1_500_000), at + SPAN_END_AT)
    reader.read(2000)
    reader.read(3000)

    assert [span.end for span in reader.spans] == [-1, 1500]


def test_what_is_not_counted_yet_is_not_read(buffer, reader):
    number = buffer.claim()
    os.pwrite(buffer.descriptor, wait(start=1, end=2), number * CHUNK_BYTES + HEAD.size)

    reader.read(1000)

    assert reader.spans == []


def test_chunks_of_several_processes_are_told_apart(buffer, reader):
    for process in (2, 9):
        text = pack_text(About.PROCESS, f"Process-{process}", thread=process, number=STARTED + 3000)
        buffer.write(buffer.claim(process=process), text)

    reader.read(1000)

    assert [(text.process, text.text, text.number) for text in reader.texts] == [
        (2, "Process-2", 3),
        (9, "Process-9", 3),
    ]


@pytest.mark.parametrize(
    "data",
    [
        os.urandom(CHUNK_BYTES - HEAD.size),
        b"\xff" * (CHUNK_BYTES - HEAD.size),
        wait(start=1, end=2)[:-1],
        pack_text(About.OBJECT, "x" * 100, thread=1)[:-60],
        b"\xff\x04\xff\xff" + bytes(28),
    ],
)
def test_nonsense_is_left_out_and_the_reader_goes_on(buffer, reader, data):
    buffer.write(buffer.claim(), data)
    buffer.write(buffer.claim(), wait(start=1, end=2))

    reader.read(1000)
    reader.read(2000)

    assert [span.end for span in reader.spans if span.subject == 11][-1:] == [2]
    assert [text.about for text in reader.texts].count(About.DAMAGED) == 1


@pytest.mark.parametrize(("process", "thread"), [(0, 3), (2**22 + 1, 3), (2, 0), (2, 2**22 + 1)])
def test_whom_the_kernel_cannot_have_numbered_makes_no_sense_either(buffer, reader, process, thread):
    span = pack_span(Kind.WAIT, What.LOCK, line=7, thread=thread, start=STARTED, end=STARTED, subject=11, other=0)
    buffer.write(buffer.claim(process=process), span)

    reader.read(1000)

    assert reader.spans == []
    assert [text.about for text in reader.texts] == [About.DAMAGED]


def test_what_is_whole_is_not_called_damaged(buffer, reader):
    buffer.write(buffer.claim(), wait(start=1, end=2) + pack_text(About.OBJECT, "lock", thread=2**22))

    reader.read(1000)

    assert [text.about for text in reader.texts] == [About.OBJECT]


def test_no_count_makes_it_read_beyond_the_buffer_or_for_ever(buffer, reader):
    os.pwrite(buffer.descriptor, COUNTER.pack(2**32 - 1), 0)
    os.pwrite(buffer.descriptor, HEAD.pack(2, 2**32 - 1), CHUNK_BYTES)

    for now in range(1000, 20_000, 1000):
        reader.read(now)

    assert len(reader.spans) <= CHUNK_BYTES


def test_no_time_lies_before_the_start_or_after_now(buffer, reader):
    buffer.write(buffer.claim(), wait(start=-10_000, end=10**9) + wait(start=500, end=100))

    reader.read(1000)

    assert [(span.start, span.end) for span in reader.spans] == [(0, 1000), (500, 500)]


def test_a_text_of_control_characters_is_made_printable(buffer, reader):
    buffer.write(buffer.claim(), pack_text(About.OBJECT, "lo\x1b[31mck\n", thread=3))

    reader.read(1000)

    assert reader.texts[0].text.isprintable()


def test_a_buffer_that_was_emptied_is_read_as_empty(buffer, reader):
    buffer.write(buffer.claim(), wait(start=10, end=0))
    reader.read(1000)

    os.ftruncate(buffer.descriptor, 0)
    reader.read(2000)

    assert [span.end for span in reader.spans] == [-1]


def test_of_very_much_a_portion_is_read_at_once_and_all_of_it_in_the_end(buffer, reader):
    for _ in range(6):
        number = buffer.claim()
        for _ in range(400):
            buffer.write(number, wait(start=1, end=2))

    portions = [reader.read(1000, most_bytes=PORTION_BYTES) for _ in range(4)]

    assert (portions[0], portions[-1]) == (False, True)
    assert len(reader.spans) == 2400


def test_a_chunk_that_is_written_all_the_time_keeps_no_other_from_being_read(buffer, reader):
    busy, other = buffer.claim(process=2), buffer.claim(process=3)
    buffer.write(other, wait(start=1, end=2))
    for _ in range(3):
        buffer.write(busy, wait(start=1, end=2))
        reader.read(1000, most_bytes=1)

    assert {span.process for span in reader.spans} == {2, 3}
