"""What waiting costs: the memory of each jail that waits for a program, the CPU time of a runner that nobody asks."""

import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sandbox.bench.cpu_time import CpuGroup, cpu_group, tree_seconds
from sandbox.bench.figures import table
from sandbox.bench.memory import available_bytes, charged_bytes, memory_bytes, memory_cgroup
from sandbox.bench.own_runner import own_runner
from sandbox.bench.processes import by_jail, descent, wake_ups, zygotes
from sandbox.bench.report import Report
from sandbox.bench.rest import wait_for_rest
from sandbox.bench.ways import SANDBOX, RunnerWay

ROUNDS = 10
"""Seconds in which nothing is asked."""
WARMING_RUNS = 5
MEGABYTE = 1e6
HEADER = ["who waits", "how many", "proportional MB each", "private MB each", "charged MB each"]


@dataclass(frozen=True)
class Held:
    """Bytes: shared pages by their share; pages that nobody shares; what its own cgroup is charged, 0 without one."""

    proportional: int
    private: int
    charged: int


def measure(folder: Path, *, rounds: int = ROUNDS, chance: random.Random) -> Report:  # noqa: ARG001
    with cpu_group() as group:
        with own_runner(folder, launcher=group.launcher if group else ()) as runner:
            pid = runner.process.pid
            for _ in range(WARMING_RUNS):
                RunnerWay(SANDBOX, runner).first_byte_milliseconds()
            waited = waiting(pid, group, seconds=rounds)
            rows = [
                row("jail", [held(each, runner=pid) for each in by_jail(pid).values()]),
                row("runner", [held([pid], runner=pid)]),
                row("its zygotes", [held([each], runner=pid) for each in zygotes(pid)]),
            ]
            anonymous = sum(memory_bytes(each.pid, "Pss_Anon", "Pss_Shmem") for each in descent(pid))
            before = available_bytes()
        given_back = available_bytes() - before
    check = (
        f"\nAll of them together held {anonymous / MEGABYTE:.1f} MB that no file backs; their end gave the machine "
        f"{given_back / MEGABYTE:.1f} MB back (MemAvailable)."
    )
    return Report([table("Idle: memory of those who wait", HEADER, rows), waited, check])


def waiting(pid: int, group: CpuGroup | None, *, seconds: int) -> str:
    """What the processes of an idle runner use, in a sentence."""

    def used() -> float:
        return group.seconds() if group else tree_seconds(pid)

    wait_for_rest(pid)
    began, woken = used(), wake_ups(pid)
    time.sleep(seconds)
    milliseconds, woken = (used() - began) * 1000, wake_ups(pid) - woken
    return (
        f"\nIn {seconds} s in which nobody asked, the runner and all its processes used {milliseconds:.1f} ms of CPU "
        f"time and were woken {woken} times."
    )


def held(pids: Sequence[int], *, runner: int) -> Held:
    cgroup = memory_cgroup(pids[0])
    return Held(
        proportional=sum(memory_bytes(each, "Pss") for each in pids),
        private=sum(memory_bytes(each, "Private_Clean", "Private_Dirty") for each in pids),
        charged=charged_bytes(cgroup) if cgroup and cgroup != memory_cgroup(runner) else 0,
    )


def row(name: str, several: Sequence[Held]) -> list[str]:
    """Medians over the several."""
    if not several:
        return [name, "0", "-", "-", "-"]
    return [
        name,
        str(len(several)),
        f"{statistics.median(each.proportional for each in several) / MEGABYTE:.1f}",
        f"{statistics.median(each.private for each in several) / MEGABYTE:.1f}",
        f"{statistics.median(each.charged for each in several) / MEGABYTE:.1f}" if several[0].charged else "-",
    ]
