"""A wait is over when its time is, or what it waited for is there; that its thread runs later is another wait."""

import pytest

from sandbox.records import Kind, What
from tests.sandbox.recorder.recorded import each_python, milliseconds, run

pythons = pytest.mark.parametrize("python", each_python())

HELD_GIL = """\
import multiprocessing, queue, sys, threading, time
taken, nested, shared = threading.Lock(), threading.RLock(), multiprocessing.Lock()
own = threading.Condition()
taken.acquire(), nested.acquire(), shared.acquire()
sys.setswitchinterval(100)
def wait():
    try:
        WAITING
    except queue.Empty:
        pass
thread = threading.Thread(target=wait)
thread.start()
time.sleep(0.02)
until = time.monotonic() + 0.5
while time.monotonic() < until:
    pass
thread.join()
"""
LINE_OF_WAITING = 8


@pythons
@pytest.mark.parametrize(
    "waiting",
    [
        "time.sleep(0.1)",
        "threading.Event().wait(0.1)",
        "with own: own.wait(0.1)",
        "taken.acquire(timeout=0.1)",
        "nested.acquire(timeout=0.1)",
        "shared.acquire(timeout=0.1)",
        "threading.main_thread().join(0.1)",
        "queue.Queue().get(timeout=0.1)",
        "queue.SimpleQueue().get(timeout=0.1)",
        "multiprocessing.Queue().get(timeout=0.1)",
    ],
)
def test_a_wait_ends_with_its_time_though_its_thread_gets_the_gil_later(waiting, python):
    seen = run(HELD_GIL.replace("WAITING", waiting), python=python)

    longest = max(milliseconds(each) for each in seen.spans(Kind.WAIT) if each.line == LINE_OF_WAITING)
    assert 95 < longest < 300, seen.stderr


@pythons
@pytest.mark.parametrize("lock", ["threading.RLock()", "threading.Lock()"])
def test_who_gets_the_lock_of_a_condition_back_late_waits_until_then(lock, python):
    program = f"""
        import threading, time
        it = threading.Condition({lock})
        def wait():
            with it:
                it.wait(0.05)
        thread = threading.Thread(target=wait)
        thread.start()
        time.sleep(0.02)
        with it:
            time.sleep(0.2)
        thread.join()
        """

    waits = run(program, python=python).spans(what=What.CONDITION)

    assert [(each.line, milliseconds(each) > 150) for each in waits] == [(6, True)]
