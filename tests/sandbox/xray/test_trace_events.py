"""A timeline for trace viewers, held to the documented format."""

import json

import pytest

from sandbox.xray.exporting.trace_events import trace_events
from tests.sandbox.xray import scenes
from tests.sandbox.xray.building import built
from tests.sandbox.xray.trace_format import mistakes


def events(scene, *, phase: str) -> list[dict]:
    return [event for event in json.loads(trace_events(built(scene)))["traceEvents"] if event["ph"] == phase]


@pytest.mark.parametrize("scene", scenes.ALL, ids=lambda scene: scene.__name__)
def test_every_export_has_the_documented_form(scene):
    assert mistakes(json.loads(trace_events(built(scene())))) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"ph": "?"},
        {"dur": None},
        {"ts": -1},
        {"cname": "mauve"},
        {"ph": "b", "cat": "hold", "id": "0x1"},
    ],
)
def test_the_validator_sees_what_is_wrong(wrong):
    right = {"name": "cpu", "cat": "cpu", "ph": "X", "ts": 0, "dur": 5, "pid": 1, "tid": 1, "args": {}}

    assert mistakes({"traceEvents": [right]}) == []
    assert mistakes({"traceEvents": [right | wrong]}) != []


def test_threads_and_processes_have_their_names():
    named = events(scenes.forked(), phase="M")

    processes = [event["args"]["name"] for event in named if event["name"] == "process_name"]
    assert processes == ["main.py", "Process-1", "Process-2"]


def test_a_start_is_called_so_whatever_it_did():
    start = [event for event in events(scenes.forked(), phase="X") if event["name"] == "Starting"]

    assert [event["cat"] for event in start[:3]] == ["core", "cpu", "io"]
    assert sum(event["dur"] for event in start) == 200_000


def test_a_slice_tells_what_it_waited_for_and_who_held_it():
    wait = next(
        event for event in events(scenes.deadlocked(), phase="X") if event["cat"] == "lock" and event["tid"] == 2
    )

    assert (wait["name"], wait["ts"], wait["dur"]) == ("Waiting for a lock: right", 100_000, 1_900_000)
    assert wait["args"] == {"what": "right", "line": 8, "holder": "Bob"}


def test_a_task_has_a_track_of_its_own():
    tracks = {event["tid"] for event in events(scenes.asyncio_tasks(tasks=3), phase="X")}

    assert len(tracks) == 4


def test_a_lock_that_is_handed_on_is_an_arrow():
    starts = events(scenes.lock_held_during_io(rounds=3), phase="s")
    ends = events(scenes.lock_held_during_io(rounds=3), phase="f")

    assert [(event["tid"], event["name"]) for event in starts[:2]] == [
        (2, "results handed on"),
        (3, "results handed on"),
    ]
    assert [event["tid"] for event in ends[:2]] == [3, 2]
