"""An event reads back as it was written, and nothing else reads as an event."""

import json

import pytest

from sandbox.events import (
    LINE_BYTES,
    TEXT_BYTES,
    End,
    EventRefused,
    Outcome,
    Started,
    Starting,
    Stderr,
    Stdout,
    parse,
    to_line,
)
from sandbox.observations import Gone, Observed, Recorded, Sample, Sight, Span, Text
from sandbox.records import About, Kind, What

END = End(
    outcome=Outcome.MEMORY_LIMIT,
    exit_code=None,
    wall_seconds=1.5,
    cpu_seconds=2.25,
    peak_memory_bytes=2**29,
    detail="Used 512 MiB of 512.",
)

OBSERVED = Observed(
    at=0.25,
    samples=(Sample(process=2, thread=3, at=250_000, cpu=120_000, queued=3),),
    sights=(Sight(process=2, parent=0, at=0, program="python3"),),
    gone=(Gone(process=2, thread=3, at=250_000),),
)
SPAN = Span(
    process=2, thread=3, kind=Kind.WAIT, what=What.LOCK, start=10, end=-1, line=7, subject=2_097_153, other=0
)  # fmt: skip
RECORDED = Recorded(
    at=0.25,
    spans=(SPAN,),
    texts=(Text(process=2, thread=2, about=About.OBJECT, text="lock", line=3, subject=2_097_153, number=5),),
)


@pytest.mark.parametrize(
    "event",
    [
        Starting(),
        Started(at=0.0, python="3.13.0", cores=2),
        Stdout(at=1.234, text='é \x1b[31m\u2028 "line"\n'),
        Stderr(at=2.0, text="\0" * TEXT_BYTES),
        OBSERVED,
        RECORDED,
        END,
    ],
)
def test_an_event_survives_the_way_over_the_wire(event):
    line = to_line(event)

    assert line.count(b"\n") == 1
    assert parse(line) == event


def test_an_event_full_of_rows_fits_a_line():
    largest = Text(
        process=2**32, thread=2**32, about=2, text="\U0001f9f5" * 30, line=65_535, subject=2**32, number=2**62
    )

    assert len(to_line(Recorded(at=599.999999, texts=(largest,) * 200))) < LINE_BYTES


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("spans", ["2", 3, 1, 1, 10, 20, 7, 1, 0]),
        ("spans", [2, 3, 99, 1, 10, 20, 7, 1, 0]),
        ("spans", [2, 3, 1, 99, 10, 20, 7, 1, 0]),
        ("spans", [2, 3, 1, 1, 10, 20, 7, 1]),
        ("spans", [2, 3, 1, 1, 10, 1e400, 7, 1, 0]),
        ("spans", [2, 3, 1, 1, 10, 2**70, 7, 1, 0]),
        ("spans", [True, 3, 1, 1, 10, 20, 7, 1, 0]),
        ("texts", [2, 3, 4, "\x1b[31m", 3, 1, 5]),
        ("texts", [2, 3, 4, "x" * 121, 3, 1, 5]),
        ("texts", [2, 3, 99, "lock", 3, 1, 5]),
        ("spans", {}),
    ],
)
def test_no_row_is_believed(name, row):
    given = {"kind": "recorded", "at": 1.0, "spans": [], "texts": [], name: [row]}

    with pytest.raises(EventRefused):
        parse(json.dumps(given).encode())


@pytest.mark.parametrize("row", [[2, 3], [2, 3, "0"], [2, 3, 2**70], [2, 3, -2], 5])
def test_no_word_of_an_end_is_believed(row):
    given = {"kind": "observed", "at": 1.0, "samples": [], "sights": [], "gone": [row]}

    with pytest.raises(EventRefused):
        parse(json.dumps(given).encode())


def test_the_wire_form_is_the_public_one():
    assert json.loads(to_line(Started(at=0.0, python="3.13.0", cores=2))) == {
        "kind": "started",
        "at": 0.0,
        "python": "3.13.0",
        "cores": 2,
    }
    assert json.loads(to_line(END))["outcome"] == "memory-limit"


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"[" * 60_000,
        b'{"kind":["stdout"]}',
        b'{"kind":"root"}',
        b'{"kind":"stdout","at":1}',
        b'{"kind":"stdout","at":1,"text":"","more":1}',
        b'{"kind":"stdout","at":-1,"text":""}',
        b'{"kind":"stdout","at":NaN,"text":""}',
        b'{"kind":"stdout","at":Infinity,"text":""}',
        b'{"kind":"stdout","at":true,"text":""}',
        b'{"kind":"stdout","at":"1","text":""}',
        b'{"kind":"stdout","at":1,"text":null}',
        b'{"kind":"stdout","at":1,"text":"\\ud800"}',
        b'{"kind":"started","at":0,"python":"3.13.0","cores":-2}',
        b'{"kind":"started","at":0,"python":"3.13.0","cores":' + b"9" * 400 + b"}",
        to_line(END).replace(b"memory-limit", b"victory"),
        to_line(END).replace(b"null", b"1.5"),
        b'{"kind":"stdout","at":1,"text":"' + b"a" * (TEXT_BYTES + 1) + b'"}',
        b'{"kind":"stdout","at":1,"text":"' + b"a" * 70_000 + b'"}',
    ],
)
def test_what_is_no_event_is_refused(line):
    with pytest.raises(EventRefused):
        parse(line)
