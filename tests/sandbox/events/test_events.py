"""An event reads back as it was written, and nothing else reads as an event."""

import json

import pytest

from sandbox.events import TEXT_BYTES, End, EventRefused, Outcome, Started, Starting, Stderr, Stdout, parse, to_line

END = End(
    outcome=Outcome.MEMORY_LIMIT,
    exit_code=None,
    wall_seconds=1.5,
    cpu_seconds=2.25,
    peak_memory_bytes=2**29,
    detail="Used 512 MiB of 512.",
)


@pytest.mark.parametrize(
    "event",
    [
        Starting(),
        Started(at=0.0, python="3.13.0", cores=2),
        Stdout(at=1.234, text='é \x1b[31m\u2028 "line"\n'),
        Stderr(at=2.0, text="\0" * TEXT_BYTES),
        END,
    ],
)
def test_an_event_survives_the_way_over_the_wire(event):
    line = to_line(event)

    assert line.count(b"\n") == 1
    assert parse(line) == event


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
