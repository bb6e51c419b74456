"""What the benchmarks see of a runner in /proc: its jails, and what they hold."""

import os
import subprocess
from pathlib import Path

from sandbox.bench.memory import memory_bytes
from sandbox.bench.own_runner import own_runner
from sandbox.bench.processes import by_jail, descent, zygotes
from sandbox.events import Stdout
from sandbox.jobs import Job
from sandbox.runner.client import running
from tests.sandbox.walls import a_host

MEBIBYTE = 2**20


def test_everybody_below_is_found_and_nobody_else():
    with subprocess.Popen(["sh", "-c", "sleep 60 & echo $!; wait"], stdout=subprocess.PIPE, text=True) as shell:
        grandchild = int(shell.stdout.readline())

        found = {each.pid for each in descent(shell.pid)}

        os.kill(grandchild, 9)
    assert found == {shell.pid, grandchild}


def test_a_program_is_found_in_a_jail_with_the_memory_it_holds(tmp_path: Path):
    a_host()
    source = f"held = b'x' * {50 * MEBIBYTE}\nprint('held', flush=True)\nimport time\ntime.sleep(10)\n"
    with own_runner(tmp_path) as runner, running(runner.socket, Job(source)) as run:
        next(event for event in run.events() if isinstance(event, Stdout))

        jails = by_jail(runner.process.pid)

        held = [sum(memory_bytes(each, "Pss") for each in pids) for pids in jails.values()]
        assert max(held) > 50 * MEBIBYTE
        assert not {pid for pids in jails.values() for pid in pids} & set(zygotes(runner.process.pid))
