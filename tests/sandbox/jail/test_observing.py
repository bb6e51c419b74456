"""A recorded run is seen from outside: every process and thread of it, and when they were on a core."""

from collections import defaultdict

import pytest

from sandbox.events import Outcome
from sandbox.jail import landlock
from sandbox.observations import Observed
from tests.sandbox.walls import behind_walls

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
    heard = behind_walls(COMPUTING, is_recorded=True)

    seconds = sum(each[-1].cpu - each[0].cpu for each in accounts(heard).values()) / 1e6

    assert len(accounts(heard)) == 3
    assert seconds == pytest.approx(heard.end.cpu_seconds, abs=0.1)


def test_samples_of_a_thread_are_in_order_and_never_fall():
    for samples in accounts(behind_walls(COMPUTING, is_recorded=True)).values():
        assert samples == sorted(samples, key=lambda each: (each.at, each.cpu, each.queued))


def test_a_child_is_seen_with_its_parent():
    heard = behind_walls(A_CHILD, is_recorded=True)

    sights = [sight for event in observed(heard) for sight in event.sights]

    first, child = sights[:2]
    assert (first.parent, child.parent) == (0, first.process)
    assert child.at > first.at


def test_a_run_that_is_timed_is_not_watched():
    assert observed(behind_walls(COMPUTING)) == []


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
