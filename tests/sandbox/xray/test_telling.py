"""What the command line says of a run."""

import json
from dataclasses import dataclass

import pytest

from sandbox.xray.telling import lanes_event
from tests.sandbox.xray import scenes
from tests.sandbox.xray.building import built

STATES = ["cpu", "gil", "lock", "queue", "io", "sleep", "core", "unknown"]


@dataclass(frozen=True)
class Finding:
    key: str = "gil-bound"
    sentence: str = "Four threads computed in turn."
    lines: tuple[int, ...] = (7, 9)


def test_every_lane_is_told_with_its_seconds_by_state():
    event = lanes_event(built(scenes.four_in_turn(rounds=50)), findings=[])

    assert event["kind"] == "lanes"
    assert [lane["name"] for lane in event["lanes"]][:2] == ["MainThread", "Thread-1"]
    assert list(event["lanes"][1]["seconds"]) == STATES
    assert event["lanes"][1]["seconds"]["gil"] == pytest.approx(0.75, abs=0.01)


def test_the_start_of_a_process_is_told_beside_its_states():
    main, child, _ = lanes_event(built(scenes.forked(seconds=1.0)), findings=[])["lanes"]

    assert "starting" not in main
    assert child["starting"] == pytest.approx(0.1)
    assert child["seconds"]["cpu"] == pytest.approx(0.9)


def test_a_task_is_told_by_number_and_a_thread_is_not():
    event = lanes_event(built(scenes.asyncio_tasks(tasks=1)), findings=[])

    assert [lane.get("task") for lane in event["lanes"]] == [None, 1]


def test_findings_are_told_with_their_lines():
    event = json.loads(json.dumps(lanes_event(built(scenes.sleepers()), findings=[Finding()])))

    assert event["findings"] == [{"key": "gil-bound", "sentence": "Four threads computed in turn.", "lines": [7, 9]}]
