"""A run that can never go on ends at once, and says where each thread stands; whoever only waits is left alone."""

from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from textwrap import dedent

import pytest

from sandbox.events import Frame, Outcome, Stack
from sandbox.jail.ending import program_line
from tests.sandbox.walls import Heard, behind_walls, each_interpreter, this_host

pytestmark = pytest.mark.skipif(isinstance(this_host(), str), reason="no sandbox on this host")
AT_ONCE = 12
"""They only wait."""
WALL_SECONDS = 12.0

DEADLOCKS = {
    "two locks in two orders": """
        import threading
        first, second, both = threading.Lock(), threading.Lock(), threading.Barrier(2)
        def work(one, other):
            with one:
                both.wait()
                with other:
                    print("never")
        threading.Thread(target=work, args=[first, second]).start()
        work(second, first)
        """,
    "a lock taken twice": """
        import threading
        lock = threading.Lock()
        with lock, lock:
            print("never")
        """,
    "a queue that nobody fills": "import queue; queue.Queue().get()",
    "a full queue that nobody empties": "import queue; q = queue.Queue(1); q.put(1); q.put(2)",
    "a barrier with one too few": """
        import threading
        barrier = threading.Barrier(3)
        threading.Thread(target=barrier.wait).start()
        barrier.wait()
        """,
    "a condition that nobody notifies": """
        import threading
        condition = threading.Condition()
        with condition: condition.wait()
        """,
    "an event that nobody sets, after the main thread": """
        import threading
        threading.Thread(target=threading.Event().wait).start()
        """,
    "a pool that waits for its own": """
        from concurrent.futures import ThreadPoolExecutor
        with ThreadPoolExecutor(1) as pool:
            pool.submit(lambda: pool.submit(print, "never").result()).result()
        """,
    "two processes and two locks": """
        import multiprocessing
        def work(one, other, both):
            with one:
                both.wait()
                with other:
                    print("never")
        if __name__ == "__main__":
            context = multiprocessing.get_context("fork")
            first, second, both = context.Lock(), context.Lock(), context.Barrier(2)
            child = context.Process(target=work, args=[second, first, both])
            child.start()
            work(first, second, both)
        """,
    "a spawned child waits for its parent, which waits for it": """
        import multiprocessing
        def work(lock):
            with lock: print("never")
        if __name__ == "__main__":
            context = multiprocessing.get_context("spawn")
            lock = context.Lock()
            child = context.Process(target=work, args=[lock])
            with lock:
                child.start()
                child.join()
        """,
    "both ends of a pipe are read": """
        import multiprocessing
        here, there = multiprocessing.Pipe()
        child = multiprocessing.get_context("fork").Process(target=there.recv)
        child.start()
        here.recv()
        """,
    "a child's output is read to an end that does not come": """
        import subprocess, sys
        child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        child.stdout.read()
        """,
    "a lock that is held over a fork": """
        import os, threading
        lock, taken, done = threading.Lock(), threading.Event(), threading.Event()
        def hold():
            with lock:
                taken.set()
                done.wait()
        threading.Thread(target=hold).start()
        taken.wait()
        child = os.fork()
        if child == 0:
            lock.acquire()
        os.waitpid(child, 0)
        """,
}

GOOD_CITIZENS = {
    "sleeps": "import time; time.sleep(5)",
    "waits for a lock with a time-out": """
        import threading
        lock = threading.Lock()
        lock.acquire(), lock.acquire(timeout=5)
        """,
    "waits for an event with a time-out, in a thread": """
        import threading
        thread = threading.Thread(target=threading.Event().wait, args=[5])
        thread.start()
        thread.join()
        """,
    "waits for a subprocess": "import subprocess; subprocess.run(['sleep', '5'])",
    "waits for a child that sleeps": """
        import multiprocessing, time
        child = multiprocessing.get_context("fork").Process(target=time.sleep, args=[5])
        child.start()
        child.join()
        """,
    "reads from a subprocess that is slow": "import subprocess; subprocess.check_output(['sh', '-c', 'sleep 5; echo'])",
    "waits for a pool whose worker sleeps": """
        import time
        from concurrent.futures import ProcessPoolExecutor
        if __name__ == "__main__":
            with ProcessPoolExecutor(1) as pool: pool.submit(time.sleep, 5).result()
        """,
    "waits for a clock's signal": """
        import signal, threading
        signal.signal(signal.SIGALRM, lambda *_: lock.release())
        signal.alarm(5)
        lock = threading.Lock()
        lock.acquire(), lock.acquire()
        """,
    "waits for an interval timer in a pause": """
        import signal
        signal.signal(signal.SIGALRM, lambda *_: None)
        signal.setitimer(signal.ITIMER_REAL, 5)
        signal.pause()
        """,
    "serves nobody for a while": """
        import socket, threading, time
        server = socket.create_server(("127.0.0.1", 0))
        def call_late():
            time.sleep(5)
            socket.create_connection(server.getsockname())
        threading.Thread(target=call_late, daemon=True).start()
        server.accept()
        """,
    "computes slowly beside threads that wait": """
        import threading, time
        done = threading.Event()
        for _ in range(3): threading.Thread(target=done.wait).start()
        for _ in range(5): time.sleep(1)
        done.set()
        """,
}

IDLE_SERVERS = {
    "a server": "import socket; socket.create_server(('127.0.0.1', 0)).accept()",
    "a server with a selector": """
        import selectors, socket
        server = socket.create_server(("127.0.0.1", 0))
        selector = selectors.DefaultSelector()
        selector.register(server, selectors.EVENT_READ)
        selector.select()
        """,
    "a server of asyncio": """
        import asyncio
        async def serve():
            async with await asyncio.start_server(lambda *_: None, "127.0.0.1", 0) as server:
                await server.serve_forever()
        asyncio.run(serve())
        """,
    "a threaded server": """
        import socketserver
        with socketserver.ThreadingTCPServer(("127.0.0.1", 0), socketserver.BaseRequestHandler) as server:
            server.serve_forever(poll_interval=60)
        """,
    "a signal": "import signal; signal.pause()",
}


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
    assert run.end.detail.startswith(
        "Every thread waits for another, and nothing has moved for 3 s: MainThread on line 6"
    )


def test_a_program_that_does_not_answer_is_a_deadlock_all_the_same():
    run = behind_walls(
        """
        import queue, signal
        signal.pthread_sigmask(signal.SIG_BLOCK, [64])
        queue.Queue().get()
        """
    )

    assert (run.outcome, [each for each in run.events if isinstance(each, Stack)]) == (Outcome.DEADLOCK, [])


FORGED = "import os; pipe = os.open('/interleave/events/pipe', os.O_WRONLY); os.write(pipe, {!r}); print('on')"


@pytest.mark.parametrize(
    "words",
    [
        b"stack\tMainProcess\tMainThread\t/tmp/main.py\t1\t<module>\n",
        b'{"kind": "end", "outcome": "finished"}\n',
        b"\xff\x00\n",
        b"x" * 60_000,
    ],
    ids=["a stack that nobody asked for", "an end", "no text", "no end of a line"],
)
def test_who_writes_events_of_its_own_is_ended_and_believed_nothing(words: bytes):
    run = behind_walls(f"print('before', flush=True)\n{FORGED.format(words)}\nimport time; time.sleep(60)")

    assert (run.outcome, run.stdout.splitlines()[0]) == (Outcome.SANDBOX_FAILURE, "before")
    assert "wrote into the sandbox's own channel" in run.end.detail
    assert not [each for each in run.events if isinstance(each, Stack)]


@pytest.mark.parametrize(
    "words",
    [
        r'b"stack\tp\tt\tfile\t-1\tf\n"',
        r'b"other\tp\tt\n"',
        r'b"\xff\n"',
        r'b"x" * 9000 + b"\n"',
        r'b"stack\tp\tt\n" * 2',
        r'b"stack\tp\tt\n" * 60_000',
    ],
    ids=["no line", "no kind", "no text", "no event is so long", "one thread too many", "as many as go in"],
)
def test_a_forged_answer_ends_the_run_as_well(words: str):
    run = behind_walls(
        f"""
        import os, queue, signal
        def answer(*_):
            os.write(os.open("/interleave/events/pipe", os.O_WRONLY | os.O_NONBLOCK), {words})
        signal.signal(64, answer)
        queue.Queue().get()
        """
    )

    assert run.outcome is Outcome.SANDBOX_FAILURE
    assert "wrote into the sandbox's own channel" in run.end.detail


def test_an_answer_of_its_own_is_shown_as_its_own():
    run = behind_walls(
        """
        import os, queue, signal
        def answer(*_):
            pipe = os.open("/interleave/events/pipe", os.O_WRONLY)
            os.write(pipe, b"stack\\t<b>me</b>\\tyou\\t/tmp/main.py\\t99\\tnowhere\\tcut off\\n")
        signal.signal(64, answer)
        queue.Queue().get()
        """
    )

    (stack,) = (each for each in run.events if isinstance(each, Stack))
    assert (run.outcome, stack.process, stack.thread) == (Outcome.DEADLOCK, "<b>me</b>", "you")
    assert stack.frames == (Frame(file="/tmp/main.py", line=99, function="nowhere"),)
