"""Real programs that kill their children: no lane goes on after its process, however it ended."""

import pytest

from sandbox.bench.xray.recorded import timeline as timeline_of
from sandbox.events import Outcome
from sandbox.xray.findings import Evidence, findings_of
from sandbox.xray.shares import seconds_by_state
from sandbox.xray.timeline import State
from tests.sandbox.walls import behind_walls
from tests.sandbox.xray.building import lane_called

FORKED = """
    import os, signal, time

    child = os.fork()
    if child == 0:
        time.sleep(60)
        os._exit(0)
    time.sleep(0.4)
    ENDING
    time.sleep(1.2)
"""
KILL = "os.kill(child, signal.SIGKILL); os.waitpid(child, 0)"
NOBODY_JOINS = """
    import multiprocessing, time

    if __name__ == "__main__":
        child = multiprocessing.get_context("fork").Process(target=time.sleep, args=(60,), name="forked", daemon=True)
        child.start()
        time.sleep(0.4)
        child.kill()
        time.sleep(1.2)
        print(child.exitcode)
"""
HOLDS_A_LOCK = """
    import multiprocessing, time

    fork = multiprocessing.get_context("fork")

    def hold(lock):
        with lock:
            time.sleep(60)

    def want(lock):
        print(lock.acquire(timeout=1))

    if __name__ == "__main__":
        lock = fork.Lock()
        holder = fork.Process(target=hold, args=(lock,), name="holder")
        holder.start()
        time.sleep(0.5)
        holder.terminate()
        time.sleep(0.1)
        waiter = fork.Process(target=want, args=(lock,), name="waiter")
        waiter.start()
        waiter.join()
"""


def recorded(source: str) -> Evidence:
    heard = behind_walls(source, is_recorded=True)
    assert heard.outcome is Outcome.FINISHED, heard.stderr
    timeline = timeline_of(heard.events, seconds=heard.end.wall_seconds)
    return Evidence(timeline=timeline, source=source, stderr="", exit_code=0, outcome=heard.outcome)


@pytest.mark.parametrize("source", [FORKED.replace("ENDING", KILL), NOBODY_JOINS], ids=["fork", "multiprocessing"])
def test_a_child_that_was_killed_sleeps_no_longer(source: str):
    timeline = recorded(source).timeline
    child = lane_called(timeline, "forked")

    assert child.has_ended
    assert child.end < timeline.seconds - 1
    assert seconds_by_state(child)[State.SLEEP] < timeline.seconds - 1


def test_a_child_that_nobody_killed_sleeps_to_the_end():
    timeline = recorded(FORKED.replace("ENDING", "")).timeline
    child = lane_called(timeline, "forked")

    assert (child.end, child.has_ended) == (timeline.seconds, False)


def test_a_lock_that_a_terminated_process_held_was_never_released():
    evidence = recorded(HOLDS_A_LOCK)
    holder, waiter = (lane_called(evidence.timeline, name) for name in ("holder", "waiter"))

    assert holder.end < waiter.end - 0.5
    assert [(each.end, each.is_open) for each in holder.holds] == [(holder.end, True)]
    assert {each.holder for each in waiter.slices if each.state is State.LOCK} == {"holder"}
    keys = [each.key for each in findings_of(evidence)]
    assert "lock-not-released" in keys
    assert "lock-during-io" not in keys
