"""The buffer is shared by all threads and processes of a run, and may become full."""

from itertools import pairwise

import pytest

from sandbox.records import CHUNK_BYTES, CHUNKS, About, Kind, What
from tests.sandbox.recorder.recorded import each_python, run

pythons = pytest.mark.parametrize("python", each_python())
ROOM = CHUNKS * CHUNK_BYTES // 32


@pythons
def test_what_no_longer_fits_is_counted(python):
    program = f"""
        import threading, time
        lock, done = threading.Lock(), 0
        def work():
            for _ in range({ROOM // 2}):
                with lock: pass
        threads = [threading.Thread(target=work) for _ in range(2)]
        for each in threads: each.start()
        for each in threads: each.join()
        """

    seen = run(program, python=python)

    dropped = sum(each.number for each in seen.texts(About.DROPPED))
    assert len(seen.spans(Kind.HOLD)) + len(seen.spans(Kind.WAIT)) + dropped >= ROOM
    assert 0 < dropped < ROOM / 2


@pythons
def test_locks_in_a_hot_loop_leave_room_for_what_is_waited_for_later(python):
    program = f"""
        import threading, time
        lock = threading.Lock()
        for _ in range({ROOM}):
            with lock: pass
        time.sleep(0.01)
        """

    seen = run(program, python=python)

    assert [each.line for each in seen.spans(what=What.SLEEP)] == [6]
    assert {each.subject for each in seen.texts(About.DROPPED)} == {0}


@pythons
def test_that_nothing_fits_any_more_is_told(python):
    program = f"""
        import threading
        done = threading.Event()
        threads = [threading.Thread(target=done.wait) for _ in range({CHUNKS})]
        for each in threads: each.start()
        done.set()
        for each in threads: each.join()
        """

    seen = run(program, python=python)

    assert {each.subject for each in seen.texts(About.DROPPED)} == {1}


@pythons
@pytest.mark.parametrize("make", ["Lock", "RLock", "Condition", "Event"])
def test_very_many_objects_that_nobody_uses_are_not_named(make, python):
    program = f"""
        import threading, time
        many = [threading.{make}() for _ in range(5000)]
        time.sleep(0.01)
        """

    seen = run(program, python=python)

    assert len(seen.texts(About.OBJECT)) <= 1000
    assert [each.line for each in seen.spans(what=What.SLEEP)] == [4]


@pythons
@pytest.mark.parametrize(
    ("make", "use"),
    [
        ("threading.Lock()", "with late: pass"),
        ("threading.Lock()", "late.acquire()"),
        ("threading.RLock()", "with late: pass"),
        ("threading.RLock()", "late.acquire()"),
        ("threading.Condition()", "with late: late.wait(0.01)"),
        ("threading.Event()", "late.wait(0.01)"),
        ("queue.Queue()", "late.mutex.acquire(); threading.Timer(0.03, late.mutex.release).start(); late.put(1)"),
    ],
)
def test_one_of_very_many_objects_is_named_when_it_is_used(make, use, python):
    program = f"import queue, threading\nmany = [threading.Lock() for _ in range(2000)]\nlate = {make}\n{use}\n{use}\n"

    seen = run(program.replace("late.acquire()\nlate.acquire()", "late.acquire()"), python=python)

    lines = [each.line for each in seen.texts(About.OBJECT) if each.text == "late"]
    assert (set(lines), len(lines) <= 2) == ({3}, True)  # a condition's own lock has its name too
    assert seen.named("late", Kind.HOLD) + seen.named("late", Kind.WAIT)


@pythons
def test_a_thousand_brief_threads_share_few_chunks(python):
    program = """
        import threading, time
        for _ in range(1000):
            thread = threading.Thread(target=time.sleep, args=(0.0001,))
            thread.start()
            thread.join()
        """

    seen = run(program, python=python)

    assert len(seen.texts(About.THREAD)) == 1001
    assert len({each.at // CHUNK_BYTES for each in seen.spans()}) < 20


@pythons
def test_spans_of_many_threads_do_not_mix(python):
    program = """
        import threading, time
        lock = threading.Lock()
        def work():
            for _ in range(50):
                with lock: time.sleep(0)
        threads = [threading.Thread(target=work) for _ in range(20)]
        for each in threads: each.start()
        for each in threads: each.join()
        """

    seen = run(program, python=python)

    holds = sorted(seen.named("lock", Kind.HOLD), key=lambda each: each.start)
    assert len(holds) == 1000
    assert all(one.end <= other.start for one, other in pairwise(holds))
