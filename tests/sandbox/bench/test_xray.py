"""How the benchmark of the x-ray compares what is known of a program with what was measured."""

import json

import pytest

from sandbox.bench.xray.known import Claim
from sandbox.bench.xray.recorded import Run
from sandbox.bench.xray.truth import by_own_clock, row, share
from sandbox.events import End, Outcome
from sandbox.xray.timeline import Hold, Lane, Process, Slice, State, Timeline

END = End(outcome=Outcome.FINISHED, exit_code=0, wall_seconds=10.0, cpu_seconds=1.0, peak_memory_bytes=0)


def lane(name: str, *slices: Slice, process: int = 1, is_main: bool = False, holds: tuple[Hold, ...] = ()) -> Lane:
    return Lane(
        process=process, thread=9, name=name, start=0.0, end=10.0, slices=slices, holds=holds, is_main=is_main
    )  # fmt: skip


def timeline(*lanes: Lane) -> Timeline:
    program = Process(number=1, name="MainProcess", parent=0, start=0.0, began=0.0, end=10.0)
    child = Process(number=2, name="child", parent=1, start=0.0, began=0.0, end=10.0)
    return Timeline(seconds=10.0, python="3.13", cores=2, processes=[program, child], lanes=lanes)


def run(found: Timeline, *, said: dict[str, dict[str, float]]) -> Run:
    return Run("", json.dumps(said), "", END, found)


def test_states_that_are_judged_together_add_up():
    worker = lane("spin 1", Slice(0, 2, State.CPU), Slice(2, 6, State.GIL), Slice(6, 10, State.CORE))

    assert share(Claim("spin", (State.GIL, State.CORE), 0.75), timeline(worker)) == pytest.approx(0.8)


def test_a_claim_without_states_is_of_locks_held():
    holder = lane("Holder", Slice(0, 10, State.SLEEP), holds=(Hold(0, 3, "tickets"), Hold(5, 6, "tickets")))

    assert share(Claim("Holder", (), 0.8), timeline(holder)) == pytest.approx(0.4)


def test_the_main_thread_of_a_child_goes_by_the_name_of_its_process():
    main = lane("MainThread", Slice(0, 10, State.LOCK), is_main=True)
    child = lane("MainThread", Slice(0, 10, State.SLEEP), is_main=True, process=2)

    assert share(Claim("child", (State.SLEEP,), 1.0), timeline(main, child)) == 1.0
    assert share(Claim("MainThread", (State.SLEEP,), 1.0), timeline(main, child)) == 0.0


def test_a_programs_own_clock_tells_its_time_on_a_core_and_off_it_and_nothing_else():
    told = run(timeline(), said={"spin 1": {"wall": 2.0, "cpu": 0.5}})

    assert by_own_clock(Claim("spin", (State.CPU,), 0.25), told) == 0.25
    assert by_own_clock(Claim("spin", (State.GIL, State.CORE), 0.75), told) == 0.75
    assert by_own_clock(Claim("spin", (State.SLEEP,), 0.0), told) is None


def test_a_sleepers_own_clock_says_how_long_it_asked_to_sleep():
    told = run(timeline(), said={"Sleeper": {"wall": 2.0, "cpu": 0.0, "slept": 0.5}})

    assert by_own_clock(Claim("Sleeper", (State.SLEEP,), 0.33), told) == 0.25


def test_what_is_off_by_more_than_ten_points_is_said_to_be():
    worker = lane("sleep 1", Slice(0, 8, State.SLEEP), Slice(8, 10, State.IO))

    told = row("sleepers", Claim("sleep", (State.SLEEP,), 1.0), [run(timeline(worker), said={})])

    assert told[-2:] == ["-20.0", "no"]
