"""What a run costs: CPU time of every process that it needs, and so how many runs a second one core can make."""

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sandbox.bench.cpu_time import (
    cpu_group,
    kernel_workers_seconds,
    reaped_seconds,
    settled,
    tree_seconds,
)
from sandbox.bench.figures import interval, median_of_ratios, table, with_interval
from sandbox.bench.orphans import adopt_orphans
from sandbox.bench.own_runner import own_runner
from sandbox.bench.report import Report
from sandbox.bench.ways import SANDBOX, RunnerWay, Way, commands

ROUNDS = 30
ROW = 10
"""Runs of one way before the next one's turn: the CPU time is read before and after a row."""
NOBODY = 0
HEADER = [
    "way",
    "CPU ms a run",
    "÷ {base}",
    "runs a second a core",
    "sandbox's runs ÷ its",
    "kernel's workers ms",
    "asker ms",
]


@dataclass(frozen=True)
class Costs:
    """Milliseconds a run, one number a row: of the way's own processes, of the kernel's workers, of us who ask."""

    own: list[float] = field(default_factory=list)
    workers: list[float] = field(default_factory=list)
    asker: list[float] = field(default_factory=list)


def measure(folder: Path, *, rounds: int = ROUNDS, chance: random.Random) -> Report:
    adopt_orphans()
    with commands(folder) as others, cpu_group() as group:
        costs = {each.name: Costs() for each in others} | {SANDBOX: Costs()}
        runner_began = reaped_seconds(but=NOBODY)
        with own_runner(folder, launcher=group.launcher if group else ()) as runner:
            pid = runner.process.pid
            of_others = partial(reaped_seconds, but=pid)
            of_runner = group.seconds if group else partial(tree_seconds, pid)
            began = of_others()
            for _ in range(rounds):
                for each in others:
                    cost_row(each, of_others, costs[each.name])
                cost_row(RunnerWay(SANDBOX, runner), of_runner, costs[SANDBOX])
            others_used = of_others() - began
        runner_used = reaped_seconds(but=NOBODY) - runner_began - others_used
        check = agreement(group.seconds() if group else None, runner_used)
    base = others[0].name
    header = [each.format(base=base) for each in HEADER]
    rows = [row(name, costs, base=base, chance=chance) for name in costs]
    return Report([table(f"What a run costs; {rounds} rounds of {ROW} runs", header, rows), check])


def cost_row(way: Way, seconds: Callable[[], float], costs: Costs) -> None:
    own, workers = settled(seconds), kernel_workers_seconds()
    asker = time.process_time()
    for _ in range(ROW):
        way.first_byte_milliseconds()
    costs.asker.append((time.process_time() - asker) * 1000 / ROW)
    costs.own.append((settled(seconds) - own) * 1000 / ROW)
    costs.workers.append((kernel_workers_seconds() - workers) * 1000 / ROW)


def row(name: str, costs: dict[str, Costs], *, base: str, chance: random.Random) -> list[str]:
    own = costs[name].own
    ratio = median_of_ratios(own, costs[base].own)
    return [
        name,
        f"{statistics.median(own):.2f}",
        with_interval(ratio, interval(median_of_ratios, own, costs[base].own, chance=chance)),
        f"{1000 / statistics.median(own):.0f}",
        f"{median_of_ratios(own, costs[SANDBOX].own):.2f}",
        f"{statistics.median(costs[name].workers):.2f}",
        f"{statistics.median(costs[name].asker):.2f}",
    ]


def agreement(counted: float | None, reaped: float) -> str:
    """The whole life of the runner by both ways of counting, in a sentence."""
    if counted is None:
        return "\nThe runner's tree was counted by /proc, in steps of 10 ms: no cgroup can be made here."
    return (
        f"\nThe runner's tree from its first process to its last: {counted:.2f} s by its cgroup, {reaped:.2f} s by "
        f"rusage once all were reaped (ratio {reaped / counted:.3f})."
    )
