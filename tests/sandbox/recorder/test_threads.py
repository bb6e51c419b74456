"""What threads wait for and hold is written down, with names and lines."""

import pytest

from sandbox.records import About, Kind, What
from tests.sandbox.recorder.recorded import each_python, milliseconds, run, run_until

pythons = pytest.mark.parametrize("python", each_python())


@pythons
def test_a_contended_lock_is_waited_for_and_held_in_turn(python):
    program = """
        import threading, time
        lock = threading.Lock()
        def work():
            with lock:
                time.sleep(0.05)
        threads = [threading.Thread(target=work, name=f"w{i}") for i in range(2)]
        for each in threads: each.start()
        for each in threads: each.join()
        """

    seen = run(program, python=python)

    (wait,) = seen.named("lock")
    first, second = sorted(seen.named("lock", Kind.HOLD), key=lambda each: each.start)
    assert (wait.line, wait.what, wait.thread) == (5, What.LOCK, second.thread)
    assert first.line == second.line == 5
    assert first.end <= second.start
    assert first.start < wait.start < first.end <= wait.end
    assert [each.text for each in seen.texts(About.THREAD)] == ["MainThread", "w0", "w1"]


@pythons
def test_a_lock_that_nobody_else_wants_is_held_but_never_waited_for(python):
    program = """
        from threading import Lock
        class Account:
            def __init__(self):
                self._lock: Lock = Lock()
        account = Account()
        for _ in range(3):
            account._lock.acquire(timeout=1)
            account._lock.release()
        """

    seen = run(program, python=python)

    assert [each.line for each in seen.named("self._lock", Kind.HOLD)] == [8, 8, 8]
    assert seen.named("self._lock") == []


@pythons
def test_a_nested_lock_is_held_from_the_outermost_acquire_to_the_last_release(python):
    program = """
        import threading, time
        inner = threading.RLock()
        with inner:
            with inner:
                time.sleep(0.01)
            time.sleep(0.01)
        """

    (hold,) = run(program, python=python).named("inner", Kind.HOLD)

    assert (hold.what, hold.line) == (What.RLOCK, 4)
    assert milliseconds(hold) >= 20


@pythons
def test_a_condition_is_no_hold_of_its_lock_while_it_is_waited_for(python):
    program = """
        import threading, time
        items, ready = [], threading.Condition()
        def consume():
            with ready:
                while not items:
                    ready.wait()
        consumer = threading.Thread(target=consume)
        consumer.start()
        time.sleep(0.05)
        with ready:
            items.append(1)
            ready.notify()
        consumer.join()
        """

    seen = run(program, python=python)

    (wait,) = [each for each in seen.named("ready") if each.what is What.CONDITION]
    before, after = [each for each in seen.named("ready", Kind.HOLD) if each.thread == wait.thread]
    assert wait.line == 7
    assert before.end - wait.start < milliseconds(wait) * 1e6 / 2 < after.start - wait.start


@pythons
@pytest.mark.parametrize(
    ("what", "setting", "waiting"),
    [
        (What.EVENT, "it = threading.Event()", "it.wait(0.02)"),
        (What.SEMAPHORE, "it = threading.Semaphore(0)", "it.acquire(timeout=0.02)"),
        (What.SEMAPHORE, "it = threading.BoundedSemaphore(1); it.acquire()", "it.acquire(timeout=0.02)"),
        (What.BARRIER, "it = threading.Barrier(2, timeout=0.02)", "try: it.wait()\nexcept Exception: pass"),
        (What.QUEUE_GET, "it = queue.PriorityQueue()", "try: it.get(timeout=0.02)\nexcept queue.Empty: pass"),
        (What.QUEUE_GET, "it = queue.SimpleQueue()", "try: it.get(timeout=0.02)\nexcept queue.Empty: pass"),
        (What.QUEUE_PUT, "it = queue.Queue(1); it.put(1)", "try: it.put(2, timeout=0.02)\nexcept queue.Full: pass"),
    ],
)
def test_a_wait_is_written_once_as_what_it_is(what, setting, waiting, python):
    seen = run(f"import queue, threading\n{setting}\n{waiting}\n", python=python)

    waits = seen.spans(Kind.WAIT)
    (wait,) = [each for each in waits if milliseconds(each) >= 1]  # the library waits on for what a clock is early by
    assert {(each.what, seen.objects[each.subject], each.line) for each in waits} == {(what, "it", 3)}
    assert milliseconds(wait) >= 19


@pythons
def test_a_queue_at_which_somebody_else_is_busy_is_waited_for(python):
    program = """
        import queue, threading
        it = queue.Queue()
        it.mutex.acquire()
        threading.Timer(0.03, it.mutex.release).start()
        it.put(1)
        """

    (wait,) = run(program, python=python).named("it")

    assert (wait.what, wait.line, milliseconds(wait) > 10) == (What.QUEUE_PUT, 6, True)


@pythons
def test_what_does_not_wait_is_not_written(python):
    program = """
        import queue, threading
        it, gate, rest = queue.Queue(), threading.Event(), threading.Semaphore(1)
        gate.set()
        for _ in range(100):
            it.put(1); it.get(); gate.wait(); rest.acquire(); rest.release()
        """

    assert run(program, python=python).spans(Kind.WAIT) == []


@pythons
def test_sleep_and_join_are_waits_on_their_lines(python):
    program = """
        import threading
        from time import sleep
        thread = threading.Thread(target=sleep, args=(0.03,), name="sleeper")
        thread.start()
        thread.join()
        """

    seen = run(program, python=python)

    (sleep,), (join,) = seen.spans(what=What.SLEEP), seen.spans(what=What.JOIN)
    sleeper = seen.texts(About.THREAD)[1]
    assert (sleep.thread, join.other, join.line) == (sleeper.thread, sleeper.thread, 6)
    assert (sleeper.text, sleeper.line) == ("sleeper", 5)


@pythons
def test_a_deadlock_leaves_open_waits_and_holds(python):
    program = """
        import threading
        first, second, both = threading.Lock(), threading.Lock(), threading.Barrier(2)
        def take(one, other):
            with one:
                both.wait()
                with other:
                    pass
        threading.Thread(target=take, args=(first, second)).start()
        threading.Thread(target=take, args=(second, first)).start()
        """

    def stands_still(seen):
        return len(seen.spans(Kind.WAIT, What.LOCK)) == 2 and seen.spans(what=What.JOIN)

    seen = run_until(program, stands_still, python=python)

    waits, holds = seen.spans(Kind.WAIT, What.LOCK), seen.spans(Kind.HOLD)
    assert [each.end for each in waits + holds] == [0, 0, 0, 0]
    assert {each.subject for each in waits} == {each.subject for each in holds}
    assert [each.line for each in waits] == [7, 7]
    assert (seen.spans(what=What.JOIN)[0].end, seen.spans(what=What.JOIN)[0].line) == (0, 0)


@pythons
def test_a_daemon_that_still_works_at_the_end_is_told(python):
    program = """
        import threading, time
        threading.Thread(target=time.sleep, args=(9,), daemon=True, name="saver").start()
        """

    assert [each.text for each in run(program, python=python).texts(About.DAEMON_CUT)] == ["saver"]


@pythons
def test_asking_again_and_again_is_counted_by_line(python):
    program = """
        import queue, threading, time
        gate, it, lock = threading.Event(), queue.Queue(), threading.Lock()
        for _ in range(2500):
            gate.is_set()
        for _ in range(7):
            try: it.get_nowait()
            except queue.Empty: pass
        lock.acquire()
        lock.acquire(blocking=False)
        """

    polled = {}
    for each in run(program, python=python).texts(About.POLLED):
        polled[each.text, each.line] = polled.get((each.text, each.line), 0) + each.subject

    assert polled == {("event.is_set", 5): 2500, ("queue.get", 7): 7, ("lock.acquire", 10): 1}


@pythons
def test_stacks_of_a_deadlock_do_not_show_the_recorder(python):
    program = """
        import sys, threading
        from sandbox.inside import stacks
        lock = threading.Lock()
        lock.acquire()
        thread = threading.Thread(target=lock.acquire, daemon=True)
        thread.start()
        print(stacks.line(thread.ident, sys._current_frames()[thread.ident]).decode())
        lock.release()
        """

    told = run(program, python=python).stdout

    assert ("recorder" in told, told.split("\t")[3].endswith("threading.py")) == (False, True)
