"""A benchmark begins when its runner is at rest, and not when its runner only gets no core."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from sandbox.bench.cpu_time import tree_seconds
from sandbox.bench.rest import LOOK_SECONDS, accounts, is_rest, wait_for_rest

ENDLESS = [sys.executable, "-c", "while True: pass"]


@pytest.fixture
def starved() -> Iterator[subprocess.Popen[bytes]]:
    """A process that would compute, on a core that another one has."""
    core = {min(os.sched_getaffinity(0))}
    with subprocess.Popen(ENDLESS) as busy, subprocess.Popen(ENDLESS) as it:
        os.sched_setscheduler(it.pid, os.SCHED_IDLE, os.sched_param(0))
        for each in (busy, it):
            os.sched_setaffinity(each.pid, core)
        yield it
        it.kill()
        busy.kill()


def test_who_gets_no_core_is_not_at_rest_though_it_uses_no_time(starved: subprocess.Popen[bytes]):
    looks = []
    for _ in range(20):
        before, used = accounts(starved.pid), tree_seconds(starved.pid)
        time.sleep(LOOK_SECONDS)
        looks.append((tree_seconds(starved.pid) - used, is_rest(before, accounts(starved.pid))))

    assert (0, False) in looks
    assert True not in [is_at_rest for _, is_at_rest in looks]


def test_who_sleeps_is_at_rest_and_who_has_run_meanwhile_is_not():
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as cat:
        wait_for_rest(cat.pid)
        before = accounts(cat.pid)
        assert is_rest(before, accounts(cat.pid))

        os.write(cat.stdin.fileno(), b"awake")
        os.read(cat.stdout.fileno(), 5)

        assert not is_rest(before, accounts(cat.pid))
