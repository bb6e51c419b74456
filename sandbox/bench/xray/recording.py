"""What it costs a program to be watched and recorded: each in pairs with itself, alone behind the same walls."""

import random
import statistics
from collections.abc import Sequence
from functools import partial

from sandbox.bench.fidelity import Times, in_pairs
from sandbox.bench.figures import interval, median_of_ratios, table, with_interval
from sandbox.bench.own_runner import OwnRunner
from sandbox.bench.xray.loads import LOADS, Load
from sandbox.events import Stdout
from sandbox.jobs import Job
from sandbox.runner.client import running

RECORDED, ALONE, AGAIN = "recorded", "alone", "alone again"
HEADER = [
    "program",
    "CPU ms alone",
    "CPU recorded ÷ alone",
    "wall recorded ÷ alone",
    "CPU alone again ÷ alone",
    "wall alone again ÷ alone",
    "target",
]


def measured(runner: OwnRunner, *, rounds: int, chance: random.Random) -> str:
    rows = [row(runner, name, load, rounds=rounds, chance=chance) for name, load in LOADS.items()]
    return table(f"A program that is recorded, beside itself; {rounds} rounds", HEADER, rows)


def row(runner: OwnRunner, name: str, load: Load, *, rounds: int, chance: random.Random) -> list[str]:
    ways = {way: partial(times, runner, load.source, is_recorded=way == RECORDED) for way in (RECORDED, ALONE, AGAIN)}
    taken = in_pairs(ways, runner, rounds=rounds, chance=chance)
    cpu = {way: [each.cpu for each in several] for way, several in taken.items()}
    wall = {way: [each.wall for each in several] for way, several in taken.items()}
    return [
        name,
        f"{statistics.median(cpu[ALONE]) * 1000:.0f}",
        ratio(cpu[RECORDED], cpu[ALONE], chance=chance),
        ratio(wall[RECORDED], wall[ALONE], chance=chance),
        ratio(cpu[AGAIN], cpu[ALONE], chance=chance),
        ratio(wall[AGAIN], wall[ALONE], chance=chance),
        load.target,
    ]


def ratio(values: Sequence[float], base: Sequence[float], *, chance: random.Random) -> str:
    bounds = interval(median_of_ratios, values, base, chance=chance)
    return with_interval(median_of_ratios(values, base), bounds)


def times(runner: OwnRunner, source: str, *, is_recorded: bool) -> Times:
    with running(runner.socket, Job(source, is_recorded=is_recorded)) as run:
        events = list(run.events())
    said = "".join(each.text for each in events if isinstance(each, Stdout))
    if not said:
        raise RuntimeError(f"no output, but {events[-1]}")
    return Times.read(said)
