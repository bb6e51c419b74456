"""How many orders the explorer tries a second, and how many it needs: to the first that breaks, and to all."""

import gc
import json
import os
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from sandbox.bench.figures import table
from sandbox.inside.explorer.exploring import explore
from sandbox.inside.explorer.program import Program, execute, load
from sandbox.inside.explorer.search.bounded import Bounded
from sandbox.inside.explorer.search.dpor import Dpor
from sandbox.inside.explorer.search.sampling import Priorities, Random
from sandbox.inside.explorer.world.sharing import Revealed, Sharing
from sandbox.inside.explorer.world.world import Scheduler, World
from tests.bench.order_programs import LOST_UPDATE, PROGRAMS

PEERS = "PEERS_PYTHON"
"""The environment variable that names a Python in which frontrun and interleave-test are installed."""
ROUNDS = 7
NEVER = "-"
MOST = 5_000
"""Executions of one search, after which the table says “more”."""


def measure_orders() -> str:
    return "\n".join([speeds(), needed(), verdicts()])


def known(source: str) -> tuple[Program, Sharing]:
    """The program, and which of its places are steps, as an exploration finds out."""
    program = load(source)
    sharing = Sharing(program.places)
    while True:
        try:
            for seed in range(20):
                execute(program, Random(seed), sharing)
        except Revealed:
            continue
        return program, sharing


def speeds() -> str:
    """Rounds in turn with the peers, so that what disturbs one disturbs all."""
    ours: dict[str, list[float]] = {"Interleave, DPOR": [], "Interleave, at random": []}
    for _ in range(ROUNDS):
        ours["Interleave, DPOR"].append(speed_of_dpor())
        ours["Interleave, at random"].append(speed_at_random())
        for name, speed in peers().items():
            ours.setdefault(name, []).append(speed)
    base = statistics.median(ours.get("interleave-test, at random", [0.0]))
    rows = [
        [name, f"{statistics.median(each):,.0f}", f"{max(each):,.0f}", ratio(statistics.median(each), base)]
        for name, each in ours.items()
    ]
    return table(
        "Orders of the lost update tried in a second of wall clock", ["", "median", "best", "÷ interleave-test"], rows
    )


def ratio(speed: float, base: float) -> str:
    return f"{speed / base:.1f}" if base else NEVER


def speed_of_dpor() -> float:
    program, sharing = known(LOST_UPDATE)
    search, count = Dpor(), 0
    gc.disable()
    began = time.perf_counter()
    while True:
        execute(program, search, sharing)
        count += 1
        if not search.advance():
            break
    gc.enable()
    return count / (time.perf_counter() - began)


def speed_at_random(count: int = 500) -> float:
    program, sharing = known(LOST_UPDATE)
    gc.disable()
    began = time.perf_counter()
    for seed in range(count):
        execute(program, Random(seed), sharing)
    gc.enable()
    return count / (time.perf_counter() - began)


def peers() -> dict[str, float]:
    """What the peers do on the same program, each in its own form of it; empty where they are not installed."""
    python = os.environ.get(PEERS)
    if not python:
        return {}
    script = Path(__file__).with_name("order_peers.py")
    command = [Path(python).with_name("frontrun"), python, script]  # frontrun has to start what it looks into
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def needed() -> str:
    """Executions until one breaks / until none is left."""
    header = [
        "to the first that breaks / to all",
        "at random",
        "PCT, d = 3",
        "at most 2 preemptions",
        "DPOR with sleep sets",
    ]
    return table("Orders needed", header, [needed_by(name, source) for name, source in PROGRAMS.items()])


def needed_by(name: str, source: str) -> list[str]:
    program, sharing = known(source)

    def run(search: Scheduler) -> World:
        return execute(program, search, sharing)

    by_chance = [first_of(Random, run), first_of(lambda seed: Priorities(seed, 3, 20), run)]
    return [name, *by_chance, all_of(Bounded(2), run), all_of(Dpor(), run)]


def first_of(way: Callable[[int], Scheduler], run: Callable[[Scheduler], World]) -> str:
    for seed in range(MOST):
        if run(way(seed)).failure is not None:
            return f"{seed + 1}"
    return NEVER


def all_of(search: Bounded | Dpor, run: Callable[[Scheduler], World]) -> str:
    first, count = None, 0
    while count < MOST:
        world = run(search)
        count += 1
        first = first or (count if world.failure is not None else None)
        if not search.advance():
            return f"{first or NEVER} / {count:,}"
    return f"{first or NEVER} / more than {MOST:,}"


def verdicts() -> str:
    """The whole answer, with minimising and telling, as the page gets it from the jail."""
    rows = []
    for name, source in PROGRAMS.items():
        began = time.perf_counter()
        answer = explore(source)
        taken = time.perf_counter() - began
        rows.append([name, answer["verdict"], f"{answer['explored']:,}", f"{taken:.2f}", f"{len(answer['steps'])}"])
    return table("Verdicts", ["", "verdict", "orders", "seconds", "steps of the story"], rows)
