"""A program is run for real again and again, behind the walls: what is counted, and that it comes to an end."""

import json
from textwrap import dedent

import pytest

from sandbox.events import Outcome
from sandbox.lab.shipped import SHIPPED
from sandbox.trials import LIMITS, PROGRAM, Trials, trials_in
from tests.sandbox.walls import behind_walls, this_host

pytestmark = pytest.mark.skipif(isinstance(this_host(), str), reason="no sandbox on this host")

CALL_BETWEEN = """
    import sys
    import threading

    sys.setswitchinterval(1e-6)
    counter = 0


    def inc(value):
        return value + 1


    def work():
        global counter
        for _ in range({rounds}):
            {lock}counter = inc(counter)


    lock = threading.Lock()
    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"counter: {{counter}}")
    assert counter == 4 * {rounds}, "updates were lost"
"""
ROUNDS = 20_000
"""Enough for threads to take turns within: some 5 ms each."""


def tried(source: str, *, runs: int = 20, seconds: float = 8.0, run_seconds: float = 1.0, tier: str = "1") -> Trials:
    question = {"source": dedent(source), "runs": runs, "seconds": seconds, "run_seconds": run_seconds}
    heard = behind_walls(PROGRAM, files={"question.json": json.dumps(question)}, tier=tier, **vars(LIMITS))
    assert heard.outcome is Outcome.FINISHED, heard.stderr
    return trials_in(heard.stdout)


def test_a_call_between_read_and_write_loses_updates_in_real_python():
    found = tried(CALL_BETWEEN.format(rounds=ROUNDS, lock=""))

    assert found.broke > 0
    assert dict(found.kinds)["AssertionError: updates were lost"] == found.broke


def test_with_a_lock_it_never_does():
    found = tried(CALL_BETWEEN.format(rounds=ROUNDS, lock="\n            with lock: "))

    assert (found.broke, found.stuck) == (0, 0)
    assert found.printed == [(f"counter: {4 * ROUNDS}", found.runs)]


@pytest.mark.parametrize("tier", ["1", "1b"])
def test_what_the_lab_ships_is_run_as_often_as_was_asked(tier: str):
    found = tried(SHIPPED["lock"].source, runs=100, tier=tier)

    assert (found.runs, found.broke, found.stuck) == (100, 0, 0)
    assert found.cores >= 1


def test_a_deadlock_is_stuck_each_time_and_ends_when_the_time_is_up():
    found = tried(
        """
        import threading
        lock = threading.Lock()
        lock.acquire()
        lock.acquire()
        """,
        runs=100,
        seconds=1.0,
        run_seconds=0.2,
    )

    assert found.stuck == found.runs < 100
    assert found.broke == 0


ENDINGS = {
    "goes well": ("pass", ""),
    "raises": ("raise ValueError('no such thing')", "ValueError: no such thing"),
    "raises without a word": ("raise KeyboardInterrupt", "KeyboardInterrupt"),
    "leaves with a status": ("raise SystemExit(3)", "exit status 3"),
    "leaves in order": ("raise SystemExit", ""),
    "leaves with words": ("raise SystemExit('bye')", "exit status 1"),
    "leaves at once": ("import os; os._exit(7)", "exit status 7"),
    "is ended": ("import os; os.abort()", "ended by SIGABRT"),
    "raises in a thread": (
        "import threading; threading.Thread(target=lambda: 1 / 0).start()",
        "ZeroDivisionError: division by zero",
    ),
    "leaves in a thread": ("import sys, threading; threading.Thread(target=sys.exit).start()", ""),
    "raises in a thread after its end": (
        "import threading, time; threading.Thread(target=lambda: (time.sleep(0.05), 1 / 0)).start()",
        "ZeroDivisionError: division by zero",
    ),
    "leaves a daemon behind": (
        "import threading, time; threading.Thread(target=time.sleep, args=(60,), daemon=True).start()",
        "",
    ),
    "reads its input": ("input()", "EOFError: EOF when reading a line"),
    "has errors that cannot be told": (
        "class Silent(Exception):\n    def __str__(self): raise self\nraise Silent",
        "Silent",
    ),
    "raises with megabytes": ("raise ValueError('x' * 10**7)", f"ValueError: {'x' * 148}"),
    "is a module called main": ("assert __name__ == '__main__', __name__", ""),
    "finds itself as the main module": ("import __main__; assert __main__.__dict__ is globals()", ""),
    "puts the fork out of order": ("import os; os.fork = os._exit = os.kill = None", ""),
    "puts threads out of order": ("import threading; threading.Thread = threading.excepthook = None", ""),
    "counts what others left": ("import builtins; assert not hasattr(builtins, 'left'); builtins.left = True", ""),
    "closes what it has": ("import os; os.closerange(0, 100)", ""),
    "prints megabytes": ("for _ in range(50): print('x' * 100_000)", ""),
    "forks": ("import os\nif os.fork() == 0: os._exit(5)\nos.wait()", ""),
    "forks and goes on in both": ("import os; os.fork()", ""),
}


@pytest.mark.parametrize(("source", "broken"), ENDINGS.values(), ids=ENDINGS)
def test_it_is_counted_as_python_ends_it(source: str, broken: str):
    found = tried(source, runs=3)

    assert (found.runs, found.stuck) == (3, 0)
    assert found.kinds == ([(broken, 3)] if broken else [])


STUCK = {
    "never ends": "while True: pass",
    "prints without end": "while True: print('x' * 1000)",
    "sleeps": "import time; time.sleep(60)",
    "waits for a thread that never ends": "import threading; threading.Thread(target=threading.Event().wait).start()",
    "hears no signal": "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: pass",
    "leaves its group": "import os, time\nif os.fork() == 0: os.setsid()\ntime.sleep(60)",
}


@pytest.mark.parametrize("source", STUCK.values(), ids=STUCK)
def test_what_does_not_end_is_stopped_and_the_next_one_comes(source: str):
    found = tried(source, runs=3, run_seconds=0.2)

    assert (found.runs, found.stuck, found.broke) == (3, 3, 0)


def test_a_daemon_that_keeps_the_pipe_open_and_writes_for_ever_holds_nobody_up():
    found = tried(
        """
        import os
        if os.fork() == 0:
            os.setsid()
            while True:
                os.write(1, b"x" * 1000)
        """,
        runs=3,
    )

    assert (found.runs, found.stuck) == (3, 0)


def test_programs_that_multiply_end_the_whole_at_the_limit_of_processes():
    question = {"source": "import os\nwhile True: os.fork()", "runs": 5, "seconds": 5.0, "run_seconds": 0.5}
    heard = behind_walls(PROGRAM, files={"question.json": json.dumps(question)}, **vars(LIMITS))

    assert heard.outcome is Outcome.PROCESS_LIMIT


def test_of_many_reasons_the_most_frequent_are_told_and_all_are_counted():
    found = tried("import random; raise ValueError(random.choice('aaaaaaaabcdefgh'))", runs=200)

    assert found.broke == found.runs == 200
    assert len(found.kinds) == 5
    assert found.kinds[0][0] == "ValueError: a"


def test_chance_is_another_one_each_time():
    assert len(tried("import random; print(random.random())", runs=10).printed) == 5
