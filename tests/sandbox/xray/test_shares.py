"""What a lane did with its time."""

from dataclasses import replace

from sandbox.xray.shares import seconds_by_state, starting_seconds
from sandbox.xray.timeline import Bucket, Lane, Purpose, Slice, State

LANE = Lane(
    process=1,
    thread=2,
    name="Ann",
    start=0.0,
    end=5.0,
    slices=(
        Slice(0.0, 0.25, State.CPU, "starting"),
        Slice(0.25, 1.0, State.CPU),
        Slice(1.0, 1.5, State.GIL),
        Slice(1.5, 2.0, State.CPU),
    ),
    buckets=(
        Bucket(2.0, 3.0, {State.CPU: 0.25, State.GIL: 0.75}),
        Bucket(3.0, 4.0, {State.SLEEP: 1.0}),
        Bucket(4.0, 5.0, {State.CPU: 0.5}, {(State.IO, Purpose.STARTING): 0.5}),
    ),
)


def only(seconds: dict[State, float]) -> dict[State, float]:
    return {state: value for state, value in seconds.items() if value}


def test_slices_and_buckets_are_added_up():
    assert only(seconds_by_state(LANE)) == {State.CPU: 2.0, State.GIL: 1.25, State.SLEEP: 1.0}


def test_every_state_is_told_in_the_order_of_legends():
    assert list(seconds_by_state(LANE)) == list(State)


def test_with_its_start_a_lane_is_told_completely():
    assert starting_seconds(LANE) == 0.75
    assert sum(seconds_by_state(LANE).values()) + starting_seconds(LANE) == LANE.seconds


def test_the_end_of_a_process_is_a_lock_like_that_of_a_thread():
    slices = Slice(0.0, 1.0, State.IO, "a process to end"), Slice(1.0, 2.0, State.LOCK, "join of Ann")
    bucket = Bucket(2.0, 5.0, {State.IO: 3.0}, {(State.IO, Purpose.FINISH): 2.5})
    waiting = replace(LANE, slices=slices, buckets=(bucket,))

    assert only(seconds_by_state(waiting)) == {State.LOCK: 4.5, State.IO: 0.5}


def test_a_lock_may_be_called_starting():
    waiting = replace(LANE, slices=(Slice(0.0, 1.0, State.LOCK, "starting"),), buckets=())

    assert only(seconds_by_state(waiting)) == {State.LOCK: 1.0}
