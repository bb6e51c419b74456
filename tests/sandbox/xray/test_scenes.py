"""Runs whose timeline is known by construction are found again in what was heard of them."""

from collections.abc import Callable

import pytest

from sandbox.xray.shares import seconds_by_state, starting_seconds
from sandbox.xray.timeline import State
from tests.sandbox.xray import scenes
from tests.sandbox.xray.acts import computing, locked_out
from tests.sandbox.xray.building import built, lane_called
from tests.sandbox.xray.staging import Scene

IN_TURN = [scene for scene in scenes.ALL if scene is not scenes.asyncio_tasks]


@pytest.mark.parametrize("scene", IN_TURN, ids=lambda scene: scene.__name__)
def test_every_lane_spends_its_time_as_it_was_written(scene: Callable[[], Scene]):
    found, true = built(scene()), scene().truth()

    assert len(found.lanes) == len(true.lanes)
    for lane, truth in zip(found.lanes, true.lanes, strict=True):
        assert (lane.name, lane.start, lane.end, lane.has_ended) == (
            truth.name,
            truth.start,
            truth.end,
            truth.has_ended,
        )
        assert seconds_by_state(lane) == pytest.approx(seconds_by_state(truth), abs=0.001)
        assert starting_seconds(lane) == pytest.approx(starting_seconds(truth), abs=0.001)


@pytest.mark.parametrize("scene", IN_TURN, ids=lambda scene: scene.__name__)
def test_waits_are_called_by_name_and_tell_their_holder(scene: Callable[[], Scene]):
    found, true = built(scene()), scene().truth()

    for lane, truth in zip(found.lanes, true.lanes, strict=True):
        told = {(each.what, each.holder) for each in lane.slices}
        assert told == {(each.what, each.holder) for each in truth.slices}


@pytest.mark.parametrize("scene", IN_TURN, ids=lambda scene: scene.__name__)
def test_holds_are_those_that_were_written(scene: Callable[[], Scene]):
    found, true = built(scene()), scene().truth()

    for lane, truth in zip(found.lanes, true.lanes, strict=True):
        assert [(each.lock, each.is_open) for each in lane.holds] == [(each.lock, each.is_open) for each in truth.holds]
        assert [each.start for each in lane.holds] == pytest.approx([each.start for each in truth.holds])


def test_four_threads_under_one_gil_take_turns_of_five_milliseconds():
    lane = lane_called(built(scenes.four_in_turn(rounds=10)), "Thread-1")

    turns = [each for each in lane.slices if each.state == State.CPU]
    assert len(turns) == 10
    assert all(each.seconds == pytest.approx(0.005) for each in turns)


def test_a_free_threaded_build_has_no_gil_to_wait_for():
    timeline = built(scenes.four_without_a_gil())

    assert timeline.is_free_threaded
    assert all(seconds_by_state(lane)[State.GIL] == 0 for lane in timeline.lanes)


def test_a_task_is_on_cpu_while_it_has_a_step_and_then_awaits():
    timeline = built(scenes.asyncio_tasks(tasks=3, rounds=10))

    main, *tasks = timeline.lanes
    assert [(lane.task, lane.name) for lane in tasks] == [(1, "Task-1"), (2, "Task-2"), (3, "Task-3")]
    for lane in tasks:
        assert seconds_by_state(lane)[State.CPU] == pytest.approx(0.05)
        assert seconds_by_state(lane)[State.SLEEP] == pytest.approx(0.45, abs=0.02)
    assert seconds_by_state(main)[State.CPU] == pytest.approx(0.15)


def test_a_task_whose_turn_has_not_come_waits_for_the_loop():
    third = lane_called(built(scenes.asyncio_tasks(tasks=3)), "Task-3")

    assert (third.slices[0].state, third.slices[0].what) == (State.LOCK, "the event loop")
    assert third.slices[0].seconds == pytest.approx(0.01)


def test_a_wait_that_never_ended_is_shown_as_open():
    timeline = built(scenes.deadlocked(seconds=2.0))

    ann = lane_called(timeline, "Ann")
    assert (ann.end, ann.has_ended, ann.slices[-1].end) == (2.0, False, 2.0)
    assert (ann.slices[-1].what, ann.slices[-1].holder) == ("right", "Bob")
    assert ann.holds[0].is_open


def test_a_child_starts_until_its_own_code_begins():
    timeline = built(scenes.forked())

    *start, own = timeline.lanes[1].slices
    assert [(each.state, each.what) for each in start] == [
        (State.CORE, "starting"),
        (State.CPU, "starting"),
        (State.IO, "starting"),
    ]
    assert (start[-1].end, own.state, own.what) == (0.1, State.CPU, "")
    assert [process.began for process in timeline.processes] == [0.0, 0.1, 0.1]


def test_a_wait_for_a_lock_until_then_is_a_part_of_the_start():
    scene = scenes.forked(children=1)
    scene.actors[1].acts[2:3] = [locked_out(0.02, lock=scenes.LEFT, called="", holder="", line=2), computing(0.01)]

    child = built(scene).lanes[1]
    assert starting_seconds(child) == pytest.approx(0.1)
    assert seconds_by_state(child)[State.LOCK] == 0.0


def test_what_a_process_computes_until_it_begins_is_none_of_its_own_cpu_time():
    child = built(scenes.forked(seconds=1.0)).lanes[1]

    assert seconds_by_state(child) == dict.fromkeys(State, 0.0) | {State.CPU: pytest.approx(0.9)}
    assert starting_seconds(child) == pytest.approx(0.1)


def test_without_the_recorder_quiet_time_is_a_call_of_no_name():
    timeline = built(scenes.unrecorded())

    assert not timeline.is_recorded
    assert {(each.state, each.what) for each in timeline.lanes[0].slices} == {(State.CPU, ""), (State.IO, "")}
