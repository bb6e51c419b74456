"""Processes record too, whatever way they are started and however they end."""

import pytest

from sandbox.records import About, Kind, What
from tests.sandbox.recorder.recorded import each_python, milliseconds, run

pythons = pytest.mark.parametrize("python", each_python())


@pythons
@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_a_lock_of_several_processes_has_one_number_in_all_of_them(method, python):
    program = f"""
        import multiprocessing, time
        def work(lock):
            with lock:
                time.sleep(0.2)
        if __name__ == "__main__":
            context = multiprocessing.get_context("{method}")
            shared = context.Lock()
            children = [context.Process(target=work, args=(shared,), name=f"child{{i}}") for i in range(2)]
            for each in children: each.start()
            for each in children: each.join()
        """

    seen = run(program, python=python)

    first, second = sorted(seen.named("shared", Kind.HOLD), key=lambda each: each.start)
    assert [first.line, second.line] == [4, 4]
    assert first.process != second.process
    assert first.end <= second.start
    names = {each.process: each.text for each in seen.texts(About.PROCESS)}
    assert {names[first.process], names[second.process]} == {"child0", "child1"}
    assert [each.line for each in seen.spans(what=What.CHILD)][:2] == [11, 11]


@pythons
@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_workers_of_a_pool_record_though_they_are_ended_by_a_signal(method, python):
    program = f"""
        import multiprocessing, time
        def work(number):
            time.sleep(0.02)
            return number
        def meet(barrier):  # or one worker might do everything before the other one begins
            barrier.wait()
        if __name__ == "__main__":
            context = multiprocessing.get_context("{method}")
            with context.Pool(2, meet, (context.Barrier(2),)) as pool:
                assert pool.map(work, range(4), chunksize=1) == [0, 1, 2, 3]
        """

    seen = run(program, python=python)

    workers = {each.process for each in seen.texts(About.PROCESS) if "PoolWorker" in each.text}
    assert len(workers) == 2
    sleeps = [each for each in seen.spans(what=What.SLEEP) if each.process in workers]
    assert [each.line for each in sleeps] == [4] * 4
    idle = [each for each in seen.spans(what=What.QUEUE_GET) if each.process in workers]
    assert {each.line for each in idle} == {0}
    assert [each.line for each in seen.spans(what=What.FUTURE)] == [11]
    assert [(each.text, each.subject, each.line) for each in seen.texts(About.POOL)] == [("processes", 2, 10)]


@pythons
@pytest.mark.parametrize("kind", ["ThreadPoolExecutor", "ProcessPoolExecutor"])
def test_an_executor_shows_idle_workers_and_who_waits_for_results(kind, python):
    program = f"""
        import time
        from concurrent.futures import {kind} as Executor
        def work(number):
            time.sleep(0.02)
            return number
        if __name__ == "__main__":
            with Executor(2) as executor:
                executor.submit(work, 1).result()
                time.sleep(0.05)
                list(executor.map(work, range(4)))
        """

    seen = run(program, python=python)

    assert {each.line for each in seen.spans(what=What.FUTURE)} == {9, 11}
    assert {each.line for each in seen.spans(what=What.QUEUE_GET)} == {0}
    assert max(map(milliseconds, seen.spans(what=What.QUEUE_GET))) > 40
    assert [each.line for each in seen.spans(what=What.EXECUTOR)] == [8]


@pythons
def test_a_child_of_os_fork_records_and_leaves_its_parents_spans_alone(python):
    program = """
        import os, threading, time
        lock = threading.Lock()
        lock.acquire()
        child = os.fork()
        if child == 0:
            lock.release()
            time.sleep(0.01)
            os._exit(0)
        os.waitpid(child, 0)
        """

    seen = run(program, python=python)

    parent, child = (each.process for each in seen.texts(About.THREAD))
    (hold,) = seen.named("lock", Kind.HOLD)
    assert (hold.process, hold.end) == (parent, 0)
    assert [each.process for each in seen.spans(what=What.SLEEP)] == [child]
    assert [each.process for each in seen.spans(what=What.CHILD)] == [parent]


@pythons
def test_a_python_below_records_and_is_named_by_what_it_runs(python):
    program = """
        import subprocess, sys
        subprocess.run([sys.executable, "-c", "import time; time.sleep(0.02)"])
        """

    seen = run(program, python=python)

    below = seen.texts(About.PROCESS)[1]
    assert below.text.startswith("python -c")
    assert [each.process for each in seen.spans(what=What.SLEEP)] == [below.process]
    assert [each.line for each in seen.spans(what=What.CHILD)] == [3]


@pythons
def test_what_is_pickled_is_counted_and_long_pickling_is_work(python):
    program = """
        import multiprocessing
        if __name__ == "__main__":
            with multiprocessing.Pool(1) as pool:
                pool.map(len, [list(range(200_000))])
        """

    seen = run(program, python=python)

    assert sum(each.number for each in seen.texts(About.PICKLED)) > 500_000
    assert {each.what for each in seen.spans(Kind.WORK)} == {What.PICKLE}


@pythons
def test_connections_and_subprocesses_are_waited_for(python):
    program = """
        import multiprocessing, subprocess, threading, time
        mine, yours = multiprocessing.Pipe()
        threading.Timer(0.02, yours.send, [1]).start()
        mine.recv()
        subprocess.Popen(["sleep", "0.02"]).wait()
        """

    seen = run(program, python=python)

    assert [each.line for each in seen.spans(what=What.PIPE) if each.line] == [5]
    assert [each.line for each in seen.spans(what=What.CHILD)] == [6]


@pythons
def test_sockets_are_waited_for_unless_they_never_block(python):
    program = """
        import socket, time, threading
        one, other = socket.socketpair()
        threading.Timer(0.02, other.send, [b"late"]).start()
        one.recv(4)
        one.setblocking(False)
        try: one.recv(1)
        except BlockingIOError: pass
        """

    (wait,) = [each for each in run(program, python=python).spans(what=What.SOCKET) if each.line]

    assert (wait.line, milliseconds(wait) > 10) == (5, True)
