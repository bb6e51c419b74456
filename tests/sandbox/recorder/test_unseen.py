"""A program is the same with the recorder and without it."""

import pytest

from tests.sandbox.jail.test_good_citizens import CITIZENS
from tests.sandbox.recorder.recorded import each_python, run, said

pythons = pytest.mark.parametrize("python", each_python())
NOT_OF_A_JAIL = {"who it is"}

PROGRAMS = {
    "objects look as they are": """
        import copy, os, pickle, queue, threading, time, weakref
        lock, recursive = threading.Lock(), threading.RLock()
        print(repr(lock).partition(" at ")[0], repr(recursive).partition(" at ")[0], type(lock), type(recursive))
        print(type(queue.SimpleQueue()), queue.SimpleQueue, time.sleep.__name__, threading.Event.wait)
        print(isinstance(queue.LifoQueue(), queue.Queue), weakref.ref(lock)() is lock, lock == threading.Lock())
        for each in (lock, recursive, queue.Queue(), threading.Event()):
            for act in (pickle.dumps, copy.deepcopy):
                try: act(each)
                except TypeError as error: print(error)
        print(pickle.loads(pickle.dumps(time.sleep)) is time.sleep)
        print(os.open(os.devnull, os.O_RDONLY))
        """,
    "locks refuse in the same words": """
        import threading, traceback
        lock, recursive, condition = threading.Lock(), threading.RLock(), threading.Condition()
        for act in (lambda: lock.release(), lambda: recursive.release(), lambda: lock.acquire(False, 1),
                    lambda: lock.acquire(True, -2), lambda: recursive.acquire(False, 1), lambda: condition.wait(),
                    lambda: condition.notify(), lambda: threading.Thread().join(),
                    lambda: threading.current_thread().join(), lambda: threading.Semaphore(-1)):
            try: act()
            except Exception: traceback.print_exc()
        print(lock.acquire(), lock.acquire(timeout=0.01), lock.acquire(blocking=False), lock.locked())
        """,
    "errors come with the learner's lines": """
        import queue, threading, time, traceback
        from concurrent.futures import ThreadPoolExecutor, wait
        def fail(): raise ValueError("here")
        with ThreadPoolExecutor(1) as executor:
            for act in (lambda: executor.submit(fail).result(), lambda: list(executor.map(int, ["x"])),
                        lambda: queue.Queue().get_nowait(), lambda: queue.SimpleQueue().get(timeout=0.01),
                        lambda: executor.submit(time.sleep, 0.1).result(timeout=0.01), lambda: time.sleep("x"),
                        lambda: open("/nowhere"), lambda: threading.Barrier(2).wait(0.01)):
                try: act()
                except Exception: traceback.print_exc()
        threading.Thread(target=fail).start()
        """,
    "errors of children come with the learner's lines": """
        import multiprocessing, threading
        from concurrent.futures import ProcessPoolExecutor
        def fail(number): raise ValueError(number)
        if __name__ == "__main__":
            child = multiprocessing.get_context("fork").Process(target=fail, args=(1,), name="child")
            child.start(); child.join(); print(child.exitcode)
            try: multiprocessing.get_context("spawn").Process(target=fail, args=(threading.Lock(),)).start()
            except TypeError as error: print(error)
            with multiprocessing.get_context("fork").Pool(1) as pool: pool.map(fail, [1])
        """,
    "an interrupt ends a wait": """
        import _thread, signal, threading, time
        lock = threading.Lock()
        lock.acquire()
        for act in (lock.acquire, threading.Event().wait, lambda: time.sleep(9)):
            signal.setitimer(signal.ITIMER_REAL, 0.05)
            signal.signal(signal.SIGALRM, signal.default_int_handler)
            try: act()
            except KeyboardInterrupt: print("interrupted")
        """,
    "a condition works with either lock": """
        import threading
        for lock in (threading.Lock(), threading.RLock(), None):
            condition, seen = threading.Condition(lock), []
            def take():
                with condition: seen.append(condition.wait_for(lambda: seen, 5))
            thread = threading.Thread(target=take); thread.start()
            with condition: seen.append(1); condition.notify_all()
            thread.join(); print(seen, condition._is_owned())
        """,
    "dataclasses, subclasses and timers": """
        import dataclasses, queue, threading
        @dataclasses.dataclass
        class Account:
            lock: threading.Lock = dataclasses.field(default_factory=threading.Lock)
        with Account().lock: print("held")
        class Worker(threading.Thread):
            def __init__(self):
                super().__init__(name="own"); self.done = threading.Event()
            def run(self): self.done.set(); print(self.name)
        worker = Worker(); worker.start(); worker.join(); print(worker.done.wait(5))
        class Stack(queue.LifoQueue): pass
        stack = Stack(); stack.put(1); print(stack.get(), stack.empty())
        timer = threading.Timer(0.01, print, ["rang"]); timer.start(); timer.join()
        """,
    "the end of a program": """
        import atexit, sys, threading, time
        atexit.register(print, "last")
        threading.Thread(target=lambda: (time.sleep(0.05), print("thread"))).start()
        print("main"); sys.exit(3)
        """,
}


@pythons
@pytest.mark.parametrize("name", [*PROGRAMS, *(each for each in CITIZENS if each not in NOT_OF_A_JAIL)])
def test_a_program_says_the_same_with_the_recorder(name, python):
    source = {**PROGRAMS, **CITIZENS}[name]

    plain, recorded = run(source, python=python, is_recorded=False), run(source, python=python)

    assert recorded.records
    assert (recorded.status, said(recorded.stdout)) == (plain.status, said(plain.stdout))
    assert said(recorded.stderr) == said(plain.stderr)


def test_a_recorder_that_cannot_be_installed_leaves_the_program_running(monkeypatch):
    monkeypatch.setenv("INTERLEAVE_XRAY", "/nowhere")

    assert run("print('well')", is_recorded=False).stdout == "well\n"
