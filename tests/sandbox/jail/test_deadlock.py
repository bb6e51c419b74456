"""A run that can never go on ends at once, and says where each thread stands; whoever only waits is left alone."""

from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from textwrap import dedent

import pytest

from sandbox.events import Outcome, Stack
from sandbox.jail.ending import program_line
from tests.sandbox.jail.waiting_programs import DEADLOCKS, GOOD_CITIZENS, IDLE_SERVERS
from tests.sandbox.walls import Heard, behind_walls, each_interpreter, this_host

pytestmark = pytest.mark.skipif(isinstance(this_host(), str), reason="no sandbox on this host")
AT_ONCE = 12
"""They only wait."""
WALL_SECONDS = 12.0


@cache
def all_runs() -> dict[tuple[str, str, bool], Future[Heard]]:
    """Every program on every interpreter, and where no cgroups are, some at a time."""
    for python in each_interpreter():
        behind_walls("", python=python)  # from this thread: with the one that started it a zygote ends
    pool = ThreadPoolExecutor(AT_ONCE)
    programs = {**DEADLOCKS, **GOOD_CITIZENS}
    runs = {}
    for python in each_interpreter():
        for name, source in programs.items():
            run = pool.submit(behind_walls, dedent(source), python=python, wall_seconds=WALL_SECONDS)
            runs[name, python, False] = run
    default = each_interpreter()[0]
    for name, source in programs.items():
        run = pool.submit(behind_walls, dedent(source), by_looking=True, wall_seconds=WALL_SECONDS)
        runs[name, default, True] = run
    for name, source in IDLE_SERVERS.items():
        runs[name, default, False] = pool.submit(behind_walls, dedent(source), wall_seconds=5)
    return runs


def ways() -> list[tuple[str, bool]]:
    interpreters = each_interpreter()
    return [*((each, False) for each in interpreters), (interpreters[0], True)]


def in_words(way: tuple[str, bool]) -> str:
    return f"{way[0]}{' by looking' * way[1]}"


every_way = pytest.mark.parametrize("way", ways(), ids=in_words)


@every_way
@pytest.mark.parametrize("name", DEADLOCKS)
def test_what_can_never_go_on_ends(name: str, way: tuple[str, bool]):
    run = all_runs()[name, *way].result()

    assert run.outcome is Outcome.DEADLOCK, run.end
    assert 3 <= run.end.wall_seconds < WALL_SECONDS - 2
    assert "nothing has moved for 3 s" in run.end.detail
    assert [each for each in run.events if isinstance(each, Stack) and each.frames]


@every_way
@pytest.mark.parametrize("name", GOOD_CITIZENS)
def test_who_waits_for_a_time_or_for_the_world_is_left_alone(name: str, way: tuple[str, bool]):
    run = all_runs()[name, *way].result()

    assert run.outcome is Outcome.FINISHED, run.end
    assert run.end.wall_seconds > 4.5


@pytest.mark.parametrize("name", IDLE_SERVERS)
def test_an_idle_server_runs_until_its_time_is_over(name: str):
    assert all_runs()[name, each_interpreter()[0], False].result().outcome is Outcome.TIME_LIMIT


def test_the_stacks_name_threads_processes_and_lines():
    run = all_runs()["two processes and two locks", each_interpreter()[0], False].result()
    stacks = {each.process: each for each in run.events if isinstance(each, Stack)}

    assert set(stacks) == {"MainProcess", "ForkProcess-1"}
    assert {each.thread for each in stacks.values()} == {"MainThread"}
    assert [program_line(each) for each in stacks.values()] == [6, 6]
    assert run.end.detail.startswith("Every thread waits for another, and nothing has moved for 3 s: MainThread of ")
    for process in stacks:
        assert f"MainThread of {process} on line 6" in run.end.detail


def test_a_program_that_does_not_answer_is_a_deadlock_all_the_same():
    run = behind_walls(
        """
        import queue, signal
        signal.pthread_sigmask(signal.SIG_BLOCK, [64])
        queue.Queue().get()
        """
    )

    assert (run.outcome, [each for each in run.events if isinstance(each, Stack)]) == (Outcome.DEADLOCK, [])
