"""What part of its time a lane spent in which state."""

import pytest

from sandbox.xray.shares import in_parts, seconds_between, seconds_by_state, turns
from sandbox.xray.timeline import Bucket, Lane, Slice, State

LANE = Lane(
    process=1,
    thread=2,
    name="Ann",
    start=0.0,
    end=4.0,
    slices=(
        Slice(0.0, 1.0, State.CPU),
        Slice(1.0, 1.5, State.GIL),
        Slice(1.5, 2.0, State.CPU),
    ),
    buckets=(
        Bucket(2.0, 3.0, {State.CPU: 0.25, State.GIL: 0.75}),
        Bucket(3.0, 4.0, {State.SLEEP: 1.0}),
    ),
)


def only(seconds: dict[State, float]) -> dict[State, float]:
    return {state: value for state, value in seconds.items() if value}


def test_slices_and_buckets_are_added_up():
    assert only(seconds_by_state(LANE)) == {State.CPU: 1.75, State.GIL: 1.25, State.SLEEP: 1.0}


def test_every_state_is_told_in_the_order_of_legends():
    assert list(seconds_by_state(LANE)) == list(State)


def test_a_window_cuts_slices():
    assert only(seconds_between(LANE, start=0.5, end=1.25)) == {State.CPU: 0.5, State.GIL: 0.25}


def test_a_window_takes_its_part_of_a_bucket():
    assert only(seconds_between(LANE, start=2.5, end=3.0)) == {State.CPU: 0.125, State.GIL: 0.375}


def test_parts_of_a_window_add_up_to_it():
    parts = in_parts(LANE, start=0.0, end=4.0, parts=7)

    assert sum(sum(part.values()) for part in parts) == pytest.approx(4.0)


def test_a_turn_is_one_stretch_on_cpu():
    assert turns(LANE, start=0.0, end=4.0) == 2
    assert turns(LANE, start=0.25, end=0.75) == 1
