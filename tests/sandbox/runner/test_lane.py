"""A move of the race lab is answered while runs go on, and neither holds the lane nor them."""

import select
from contextlib import ExitStack, contextmanager

import pytest

from sandbox.events import Outcome, Stdout
from sandbox.jobs import MOVE_CPU_SECONDS, Job, Limits
from sandbox.questions import answer_in, to_replay
from sandbox.runner.client import about, running
from sandbox.runner.lane import MOST_LANES, MOST_WAITING, open_lane
from sandbox.runner.slots import Crowded, Slots
from tests.sandbox.runner.test_daemon import ENDLESS, begin, run
from tests.sandbox.walls import wait_until

QUESTION = Job("print('answer')", explores=True)
SLEEPS = Job("import time; time.sleep(60)", explores=True).as_move()
TWO_THREADS = """\
import threading
counter = 0
def add():
    global counter
    counter += 1
a, b = threading.Thread(target=add), threading.Thread(target=add)
a.start(), b.start()
a.join(), b.join()
"""


@contextmanager
def every_slot_busy(path):
    with ExitStack() as stack:
        for _ in range(about(path).slots):
            begin(stack.enter_context(running(path, ENDLESS)))
        yield


def has_been_told_anything(under_way):
    return bool(select.select([under_way._connection], [], [], 0)[0])


def test_a_move_is_answered_while_every_slot_is_busy_and_the_same_as_a_run_is_not(runner_socket):
    with every_slot_busy(runner_socket), running(runner_socket, QUESTION) as ordinary:
        _, _, output, end = run(runner_socket, QUESTION.as_move())

        assert (output.text, end.outcome) == ("answer\n", Outcome.FINISHED)
        assert not has_been_told_anything(ordinary)


def test_the_explorer_plays_in_it(runner_socket):
    events = run(runner_socket, to_replay(TWO_THREADS, []).as_move())

    printed = "".join(event.text for event in events if isinstance(event, Stdout))
    assert answer_in(printed)["steps"]


def test_a_move_that_computes_for_too_long_is_ended_and_the_same_as_a_run_goes_on(runner_socket):
    endless = Job("while True: pass", explores=True, limits=Limits(wall_seconds=60, cpu_seconds=2))

    as_a_move, as_a_run = run(runner_socket, endless.as_move())[-1], run(runner_socket, endless)[-1]

    assert as_a_move.outcome is as_a_run.outcome is Outcome.TIME_LIMIT
    assert as_a_move.cpu_seconds < 2 * MOVE_CPU_SECONDS <= as_a_run.cpu_seconds


def test_a_move_that_only_waits_is_ended_as_well(runner_socket):
    assert run(runner_socket, SLEEPS)[-1].outcome is Outcome.TIME_LIMIT


def test_a_flood_of_moves_is_refused_politely_and_runs_go_on(runner_socket):
    with ExitStack() as stack:
        flood = [stack.enter_context(running(runner_socket, SLEEPS)) for _ in range(MOST_LANES + 2 * MOST_WAITING)]
        wait_until(lambda: len([each for each in flood if is_refused(each)]) >= MOST_WAITING)

        assert run(runner_socket, Job("print('a run')"))[-1].outcome is Outcome.FINISHED


def is_refused(under_way):
    if not has_been_told_anything(under_way):
        return False
    said = under_way._connection.recv(4096, 0x2)  # MSG_PEEK: it is looked at again
    return b"Many moves of the race lab wait already. Try again in a second." in said


def test_one_who_stops_a_move_that_waits_is_told_so(runner_socket):
    with ExitStack() as stack:
        for _ in range(about(runner_socket).lanes):
            events = stack.enter_context(running(runner_socket, SLEEPS)).events()
            next(events)
        waiting = stack.enter_context(running(runner_socket, SLEEPS))
        waiting.stop()
        (end,) = waiting.events()

    assert end.outcome is Outcome.STOPPED


@pytest.mark.parametrize(
    ("usable", "slots", "lanes", "cores"),
    [
        ((0,), [(0,)], 1, (0,)),
        ((0, 1), [(0, 1)], 1, (0, 1)),
        ((0, 1, 2), [(1, 2)], 1, (0,)),
        ((0, 1, 2, 3), [(1, 2)], 2, (0, 3)),
        (tuple(range(8)), [(1, 2, 3, 4)], 2, (0, 5, 6, 7)),
    ],
)
def test_it_lies_on_cores_that_no_slot_owns_where_there_are_any(usable, slots, lanes, cores):
    lane = open_lane(usable, slots)

    with lane.one(attend=lambda _: True) as given:
        assert (lane.count, given) == (lanes, cores)


def test_no_more_wait_than_may():
    slots = Slots([(0,)], most_waiting=0)

    with slots.one(attend=lambda _: True), pytest.raises(Crowded), slots.one(attend=lambda _: True):
        pass
    with slots.one(attend=lambda _: True):
        assert slots.waiting == 0
