"""A recorded run is seen from outside: every process and thread of it, and when they were on a core."""

import time
from collections import defaultdict

import pytest

from sandbox.events import Outcome
from sandbox.jail import landlock
from sandbox.jail.observer import Observer
from sandbox.jail.xray import TELL_SECONDS
from sandbox.observations import Observed, Recorded
from tests.sandbox.walls import a_host, behind_walls

COMPUTING = """
    import threading

    def compute():
        total = 0
        for number in range(1_500_000):
            total += number

    threads = [threading.Thread(target=compute) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""
A_CHILD = """
    import multiprocessing, time

    if __name__ == "__main__":
        time.sleep(0.2)
        child = multiprocessing.get_context("fork").Process(target=time.sleep, args=(0.2,))
        child.start()
        child.join()
"""


def observed(heard):
    return [event for event in heard.events if isinstance(event, Observed)]


def accounts(heard):
    """The samples of each thread in order."""
    by_thread = defaultdict(list)
    for event in observed(heard):
        for sample in event.samples:
            by_thread[sample.process, sample.thread].append(sample)
    return by_thread


def test_every_thread_has_its_own_account_and_they_add_up_to_what_the_run_used():
    """Whoever looks from outside may have to wait for a core when a thread ends: then it has missed its last part."""
    plays = [behind_walls(COMPUTING, is_recorded=True) for _ in range(3)]

    assert {len(accounts(heard)) for heard in plays} == {3}
    assert min(missing_seconds(heard) for heard in plays) < 0.1


def missing_seconds(heard):
    """How far the accounts of its threads are off what the run has used; only its main thread lived before it."""
    ends = sum(samples[-1].cpu for samples in accounts(heard).values())
    before = next(samples[0].cpu for (process, thread), samples in accounts(heard).items() if process == thread)
    return abs((ends - before) / 1e6 - heard.end.cpu_seconds)


def test_samples_of_a_thread_are_in_order_and_never_fall():
    for samples in accounts(behind_walls(COMPUTING, is_recorded=True)).values():
        assert samples == sorted(samples, key=lambda each: (each.at, each.cpu, each.queued))


def test_a_child_is_seen_with_its_parent():
    heard = behind_walls(A_CHILD, is_recorded=True)

    sights = [sight for event in observed(heard) for sight in event.sights]

    first, child = sights[:2]
    assert (first.parent, child.parent) == (0, first.process)
    assert child.at > first.at


def test_no_event_says_that_all_is_told_until_a_time_while_samples_of_before_are_to_come():
    until, late = 0.0, []
    for event in behind_walls(COMPUTING, is_recorded=True).events:
        if isinstance(event, Observed | Recorded):
            late += [until - sample.at / 1e6 for sample in getattr(event, "samples", ())]
            until = max(until, event.at)

    assert until > 0.1
    assert max(late) < TELL_SECONDS / 2


def test_a_run_that_is_timed_is_not_watched():
    assert observed(behind_walls(COMPUTING)) == []


WITHOUT_A_WORD = """
    import _thread, ctypes, time

    pause = ctypes.CDLL(None).usleep
    _thread.start_new_thread(pause, (300_000,))
    time.sleep(0.8)
"""


def test_of_a_thread_that_did_nothing_for_long_it_is_known_when_it_was_seen_last():
    main, other = accounts(behind_walls(WITHOUT_A_WORD, is_recorded=True)).values()

    assert 0.25e6 < other[-1].at - other[0].at < 0.6e6
    assert main[-1].at - other[-1].at > 0.3e6


ENDINGS = {
    "killed": "os.kill(child, signal.SIGKILL); os.waitpid(child, 0)",
    "killed, and nobody waits for it": "os.kill(child, signal.SIGKILL)",
}
A_CHILD_THAT = """
    import os, signal, time

    child = os.fork()
    if child == 0:
        time.sleep(60)
        os._exit(0)
    time.sleep(0.3)
    ENDING
    time.sleep(0.9)
    print(child)
"""


def gone(heard):
    return [each for event in observed(heard) for each in event.gone]


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS)
def test_of_a_process_that_ended_it_is_known_when(ending):
    heard = behind_walls(A_CHILD_THAT.replace("ENDING", ending), is_recorded=True)
    child = int(heard.stdout)

    [told] = [each for each in gone(heard) if each.process == child]

    assert told.thread == child
    assert 0.3e6 < told.at < (heard.end.wall_seconds - 0.4) * 1e6


def test_of_a_process_that_the_end_of_the_run_ends_nothing_is_said():
    heard = behind_walls(A_CHILD_THAT.replace("ENDING", ""), is_recorded=True)

    assert int(heard.stdout) not in {each.process for each in gone(heard)}


@pytest.mark.parametrize("by_looking", [False, True])
def test_a_process_that_ended_is_met_once_and_ends_once(by_looking):
    heard = behind_walls(
        A_CHILD_THAT.replace("ENDING", ENDINGS["killed, and nobody waits for it"]),
        is_recorded=True,
        by_looking=by_looking,
    )
    child = int(heard.stdout)

    assert [sight.process for event in observed(heard) for sight in event.sights].count(child) == 1
    assert [each.process for each in gone(heard)].count(child) == 1


def test_a_process_that_has_spoken_and_is_not_there_at_the_next_look_has_ended_in_between():
    with a_host().jail() as jail:
        observer = Observer(jail, started=time.monotonic_ns())
        observer.expect([7])
        observer.look(0.0)
        observer.look(1.0)
        met = {each.process for each in observer.sights}
        observer.expect([*met, 7])
        observer.look(2.0)
        observer.close()

    assert [(each.process, each.thread) for each in observer.gone] == [(7, 7)]
    assert met


THREADS_BEFORE_EXEC = """
    import os, sys, threading, time

    threading.Thread(target=time.sleep, args=(60,)).start()
    time.sleep(0.3)
    os.execv(sys.executable, [sys.executable, "-c", "import time; time.sleep(0.3)"])
"""


def test_a_thread_is_gone_once_its_program_has_become_another_and_the_process_is_not():
    heard = behind_walls(THREADS_BEFORE_EXEC, is_recorded=True)
    [other] = {thread for process, thread in accounts(heard) if thread != process}

    [told] = [each for each in gone(heard) if each.thread == other]

    assert told.process != other
    assert told.at < (heard.end.wall_seconds - 0.2) * 1e6
    assert max(each.at for each in accounts(heard)[told.process, told.process]) > told.at


SCRIBBLING = """
    import os, struct

    path = os.environ["INTERLEAVE_XRAY"]
    buffer = os.open(path, os.O_RDWR)
    for size in (0, 2**30):
        try:
            os.ftruncate(buffer, size)
            print("resized to", size)
        except OSError:
            pass
    os.pwrite(buffer, struct.pack("<I", 2**32 - 1), 0)
    for chunk in range(1, 512):
        os.pwrite(buffer, struct.pack("<II", 2**32 - 1, 2**32 - 1) + os.urandom(16_376), chunk * 16_384)
    print("done")
"""


def test_whatever_a_program_writes_into_the_buffer_it_ends_as_it_would():
    heard = behind_walls(SCRIBBLING, is_recorded=True)

    assert heard.stdout.endswith("done\n")
    assert heard.outcome is Outcome.FINISHED


@pytest.mark.skipif(landlock.VERSION < 3, reason="this kernel cannot forbid to change the size of a file")
def test_nobody_changes_the_size_of_the_buffer():
    assert "resized" not in behind_walls(SCRIBBLING, is_recorded=True).stdout
