"""How long a verdict takes, over all small programs of known verdict, and how near to the best its order comes."""

import gc
import os
import statistics
import time
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sandbox.bench.figures import percentile, table
from sandbox.inside.explorer.exploring import explore
from sandbox.inside.explorer.program import execute, load
from sandbox.inside.explorer.world.sharing import Revealed, Sharing
from sandbox.inside.explorer.world.world import Scheduler, Thread, World
from tests.sandbox.explorer.programs import PROGRAMS, source_of

SECONDS_OF_SEARCH = 3.0
"""For an order with fewer switches, of one program; beyond, the table says how few were ruled out."""


@dataclass
class Choice:
    """Who is left to try at one point of the schedule, the one being tried first, and the switches before it."""

    left: list[int]
    switches: int


class Switching(Scheduler):
    """Every order with at most so many switches, forced ones counted as well, until it breaks."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._path: list[Choice] = []
        self._depth = 0

    def pick(self, world: World, enabled: list[Thread]) -> Thread | None:
        if world.failure is not None:
            return None
        if self._depth == len(self._path):
            self._path.append(self._choice(world, [each.number for each in enabled]))
        choice = self._path[self._depth]
        self._depth += 1
        return world.threads[choice.left[0]] if choice.left else None

    def _choice(self, world: World, able: list[int]) -> Choice:
        current = world.current.number if world.steps else -1
        spent = 0
        if self._path:
            spent = self._path[-1].switches + (self._depth >= 2 and self._path[-2].left[0] != self._path[-1].left[0])
        others = [each for each in able if each != current] if current < 0 or spent < self._most else []
        return Choice([current, *others] if current in able else others, spent)

    def advance(self) -> bool:
        self._depth = 0
        while self._path:
            self._path[-1].left[:1] = []
            if self._path[-1].left:
                return True
            self._path.pop()
        return False


@dataclass
class Told:
    """One program: what the answer took, and its switches beside the fewest."""

    name: str
    verdict: str
    seconds: float
    switches: int = 0
    fewest: int = 0
    ruled_out: int = 0
    """No order with fewer switches than this breaks it alike."""


def measure_verdicts() -> str:
    told = [tell(name) for name in PROGRAMS]
    return "\n".join([times(told), nearness([each for each in told if each.verdict == "fails"])])


def times(told: list[Told]) -> str:
    rows = []
    for verdict in ("fails", "proved", "all"):
        seconds = [each.seconds for each in told if verdict in (each.verdict, "all")]
        worst = max((each for each in told if verdict in (each.verdict, "all")), key=lambda each: each.seconds)
        figures = [statistics.median(seconds), percentile(seconds, 95), worst.seconds]
        rows.append([verdict, f"{len(seconds)}", *(f"{each:.2f}" for each in figures), worst.name])
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return table(f"Seconds to a verdict (load {load})", ["", "programs", "median", "p95", "worst", "of"], rows)


def nearness(told: list[Told]) -> str:
    """All that are not as good as can be, and how many are."""
    rows = [
        [each.name, f"{each.switches}", f"{each.fewest}", f"{each.ruled_out}"]
        for each in told
        if each.switches > each.ruled_out
    ]
    known = [each for each in told if each.fewest <= each.ruled_out]
    rows.append([f"fewest known for certain: {len(known)} of {len(told)}", "", "", ""])
    furthest = max(each.switches - each.fewest for each in told)
    certain = max(each.switches - each.ruled_out for each in told)
    rows.append([f"most above the best known: {furthest}; above what is ruled out: {certain}", "", "", ""])
    return table("Switches of the orders that break", ["", "told", "best known", "none with fewer than"], rows)


def tell(name: str) -> Told:
    gc.collect()
    source = source_of(name)
    began = time.perf_counter()
    answer = explore(source)
    told = Told(name, answer["verdict"], time.perf_counter() - began)
    if told.verdict == "fails":
        told.switches = told.fewest = sum(one[0] != other[0] for one, other in pairwise(answer["schedule"]))
        look_for_fewer(told, source, answer)
    return told


def look_for_fewer(told: Told, source: str, answer: dict[str, Any]) -> None:
    """With none, with one, with two … as far as the time goes."""
    until = time.perf_counter() + SECONDS_OF_SEARCH
    program = load(source)
    sharing = Sharing(program.places)
    sharing.steps |= set(answer["places"])
    for most in range(told.switches):
        search = Switching(most)
        while True:
            try:
                world = execute(program, search, sharing)
            except Revealed:
                search = Switching(most)
                continue
            if world.failure is not None and world.failure.kind == answer["failure"]["kind"]:
                told.fewest = told.ruled_out = most
                return
            if not search.advance():
                break
            if time.perf_counter() > until:
                told.ruled_out = most
                return
    told.ruled_out = told.switches
