"""What a process does until its own code begins is drawn as its start, and counted as nothing else."""

import pytest

from sandbox.xray.drawing.drawing import drawing_of
from sandbox.xray.drawing.looks import LOOKS, STARTING
from sandbox.xray.timeline import Bucket, Purpose, Slice, State, Timeline
from tests.sandbox.xray.drawing import scenes


def a_start(*more: Slice, **fields: object) -> Timeline:
    start = scenes.run((30, State.CPU, "starting"), (10, State.IO, "starting"), (20, State.CPU, "starting"))
    child = scenes.lane("MainThread", [*start, *more], **fields)
    return Timeline(seconds=0.1, python="3.13", cores=2, lanes=[child], visible_until=0.1)


def test_a_start_is_one_rectangle_whatever_it_did():
    [lane] = drawing_of(a_start(Slice(0.06, 0.1, State.CPU))).groups[0].lanes

    assert [(rect.css, round(rect.width)) for rect in lane.rects] == [("r-starting", 60), ("r-run", 40)]
    assert lane.rects[0].title.split("\n") == [
        "Main thread, starting for 60.0 ms",
        "0.0000 s to 0.0600 s",
        "then began its own work",
    ]
    assert lane.stat == "100% on CPU"


def test_a_start_is_no_part_of_what_a_lane_did_with_its_time():
    [lane] = drawing_of(a_start(Slice(0.06, 0.1, State.CPU))).groups[0].lanes

    assert lane.sentence == "Main thread: on CPU 100% of the time. Starts in 60.0 ms. Ends at 100 ms."


def test_a_window_of_a_start_says_so():
    [lane] = drawing_of(a_start(Slice(0.06, 0.1, State.CPU)), start=0.01, end=0.05).groups[0].lanes

    assert (lane.sentence, lane.stat) == ("Main thread: starting in this window of 40.0 ms.", "")


def test_the_seconds_of_a_row_are_without_its_start():
    [row] = drawing_of(a_start(Slice(0.06, 0.1, State.CPU))).rows

    assert row.seconds == {LOOKS[State.CPU]: pytest.approx(0.04), STARTING: pytest.approx(0.06)}


def test_in_columns_a_start_is_no_time_on_the_cpu():
    started = {(State.CPU, Purpose.STARTING): 0.01}
    shares = [Bucket(0.06, 0.08, {State.CPU: 0.01}, started), Bucket(0.08, 0.1, {State.CPU: 0.02})]
    [lane] = drawing_of(a_start(buckets=shares, end=0.1)).groups[0].lanes

    assert [(rect.css, round(rect.width)) for rect in lane.rects] == [("r-starting", 80), ("r-share", 20)]
    assert {column.height for column in lane.columns if column.x < 59} == {0}
    assert max(column.height for column in lane.columns) == 28
