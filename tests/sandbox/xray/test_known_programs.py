"""Real programs, recorded behind the walls, of which it is known what their threads do; whatever the host does beside.

How true the shares are is measured by `python -m sandbox bench xray`; here they need only be far from wrong.
"""

from collections.abc import Iterator
from functools import cache

import pytest

from sandbox.bench.xray import known
from sandbox.bench.xray.recorded import timeline as timeline_of
from sandbox.bench.xray.truth import called
from sandbox.events import Outcome
from sandbox.xray.shares import seconds_by_state
from sandbox.xray.timeline import Lane, Slice, State, Timeline
from tests.sandbox.walls import behind_walls

METHODS = ["fork", "spawn", "forkserver"]


@cache
def seen(source: str) -> Timeline:
    heard = behind_walls(known.CLOCKS + source, is_recorded=True)
    assert heard.outcome is Outcome.FINISHED, heard.stderr
    return timeline_of(heard.events, seconds=heard.end.wall_seconds)


def lanes(timeline: Timeline, name: str) -> list[Lane]:
    """Those whose names begin so; the main thread of a child goes by its process's name."""
    return [lane for lane in timeline.lanes if called(lane, timeline).startswith(name)]


def share(lane: Lane, *states: State) -> float:
    return sum(seconds_by_state(lane)[state] for state in states) / lane.seconds


def waits(lane: Lane, state: State, what: str = "") -> Iterator[Slice]:
    return (each for each in lane.slices if each.state is state and each.what.startswith(what))


def line_of(source: str, text: str) -> int:
    return next(number for number, line in enumerate((known.CLOCKS + source).splitlines(), 1) if text in line)


def test_threads_that_compute_want_to_run_all_the_time_and_have_the_gil_in_turn():
    found = lanes(seen(known.COMPUTING), "spin")

    assert [lane.name for lane in found] == ["spin 1", "spin 2", "spin 3", "spin 4"]
    assert all(share(lane, State.CPU, State.GIL, State.CORE) > 0.8 for lane in found)
    assert sum(share(lane, State.CPU) for lane in found) < 1.5


def test_threads_that_hash_do_not_wait_for_the_gil():
    found = lanes(seen(known.HASHING), "hash")

    assert len(found) == 2
    assert all(share(lane, State.CPU, State.CORE) > 0.7 for lane in found)


def test_sleepers_sleep():
    found = lanes(seen(known.SLEEPING), "sleep")

    assert len(found) == 2
    assert all(share(lane, State.SLEEP) > 0.8 for lane in found)
    assert all(each.line == line_of(known.SLEEPING, "time.sleep(1)") for each in waits(found[0], State.SLEEP))


def test_a_sleeper_that_wakes_beside_threads_that_compute_waits_for_the_gil():
    (lane,) = lanes(seen(known.SLEEPING_BESIDE), "Sleeper")

    assert share(lane, State.SLEEP) < 0.6


def test_who_waits_for_a_lock_waits_for_it_by_name_and_for_its_holder():
    timeline = seen(known.HELD_LOCK)
    [waiter] = lanes(timeline, "Waiter")

    blocked = list(waits(waiter, State.LOCK, "tickets"))
    by_holder = sum(each.seconds for each in blocked if each.holder == "Holder")
    assert by_holder > 0.4 * waiter.seconds
    assert by_holder > 0.8 * sum(each.seconds for each in blocked)
    assert {each.line for each in blocked} == {line_of(known.HELD_LOCK, "def wait") + 3}


def test_what_is_held_is_told_with_its_name_its_line_and_for_how_long():
    [holder] = lanes(seen(known.HELD_LOCK), "Holder")

    assert len(holder.holds) == 15
    assert {(each.lock, each.line) for each in holder.holds} == {("tickets", line_of(known.HELD_LOCK, "with tickets"))}
    assert all(each.end - each.start >= 0.08 for each in holder.holds)


def test_a_consumer_that_is_too_fast_waits_for_its_queue():
    [consumer] = lanes(seen(known.HANDING_ON), "Consumer")

    [*queued] = waits(consumer, State.QUEUE)
    assert {each.what for each in queued} == {"get from items"}
    assert {each.line for each in queued} == {line_of(known.HANDING_ON, "items.get()")}
    assert sum(each.seconds for each in queued) > 0.6 * consumer.seconds


def test_each_task_of_asyncio_has_a_lane():
    timeline = seen(known.TASKS)
    [short], [long] = lanes(timeline, "short"), lanes(timeline, "long")

    assert min(short.task, long.task) > 0
    assert short.task != long.task
    assert share(short, State.SLEEP) > 0.8
    assert seconds_by_state(long)[State.SLEEP] >= 0.49
    assert share(long, State.CPU, State.CORE) > 0.3


def test_the_workers_of_a_pool_are_there_by_name_and_at_work():
    timeline = seen(known.POOL)

    workers = [each for each in timeline.processes if each.name.startswith("ForkPoolWorker-")]
    assert len(workers) == 2
    assert {each.parent for each in workers} == {timeline.processes[0].number}
    assert all(share(lane, State.CPU, State.CORE) > 0.8 for lane in lanes(timeline, "ForkPoolWorker"))
    assert [(pool.kind, pool.workers) for pool in timeline.facts.pools] == [("processes", 2)]


@pytest.mark.parametrize("method", METHODS)
def test_a_child_has_a_lane_whichever_way_it_is_started(method: str):
    timeline = seen(known.CHILD.replace("METHOD", method))
    [child] = lanes(timeline, "child")

    assert child.has_ended
    assert seconds_by_state(child)[State.SLEEP] >= 1.49
    assert share(child, State.CPU, State.CORE) > 0.4


@pytest.mark.parametrize("method", METHODS)
def test_the_program_waits_for_its_child_and_has_an_end(method: str):
    source = known.CHILD.replace("METHOD", method)
    main = seen(source).lanes[0]

    assert (main.name, main.is_main, main.has_ended) == ("MainThread", True, True)
    [*ends] = waits(main, State.IO, "a process to end")
    assert line_of(source, "child.join()") in {each.line for each in ends}
    assert sum(each.seconds for each in ends) > 0.5 * main.seconds
