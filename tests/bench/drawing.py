"""What it takes to draw an x-ray, geometry and template: a run of a minute with sixteen lanes."""

import gzip
import random
import time
from collections.abc import Sequence
from itertools import pairwise

from django.template.loader import render_to_string

from sandbox.bench.figures import percentile, table
from sandbox.runs.xray_pages import xray_context
from sandbox.xray.timeline import Hold, Lane, Process, Slice, State, Timeline

SECONDS, LANES, SEED, DRAWN = 60.0, 16, 4, 20
PROGRAM = "for number in range(n):\n    with tickets:\n        total += number * number\n"
CASES = {"as many slices as are drawn singly": 230, "a thousand a lane": 1000, "six thousand a lane": 6000}


def measure_drawing() -> str:
    rows = [row_of(name, timeline(slices)) for name, slices in CASES.items()]
    header = ["slices", "median CPU ms", "best CPU ms", "p99 CPU ms", "kB", "kB, compressed"]
    return table(f"An x-ray of {SECONDS:g} s with {LANES} lanes, the whole run", header, rows)


def row_of(name: str, drawn: Timeline) -> list[str]:
    taken = []
    for _ in range(DRAWN):
        begun = time.process_time()
        page = render_to_string("xray/_figure.html", xray_context(drawn, [], PROGRAM, address="/x-ray/")).encode()
        taken.append((time.process_time() - begun) * 1000)
    sizes = [len(page) / 1000, len(gzip.compress(page, 6)) / 1000]
    return [name, *(f"{percentile(taken, share):.0f}" for share in (50, 0, 99)), *(f"{size:.0f}" for size in sizes)]


def timeline(slices: int) -> Timeline:
    """Lanes that do anything at any time: nothing in them repeats, so nothing of it compresses by chance."""
    chance = random.Random(SEED)
    lanes = [lane(number, slices, chance) for number in range(LANES)]
    program = Process(number=0, name="MainProcess", parent=0, start=0.0, began=0.0, end=SECONDS)
    return Timeline(seconds=SECONDS, python="3.13", cores=4, processes=[program], lanes=lanes, visible_until=SECONDS)


def lane(number: int, count: int, chance: random.Random) -> Lane:
    step = SECONDS / count
    cuts = [0.0, *((place + chance.uniform(0.1, 0.6)) * step for place in range(1, count)), SECONDS]
    slices = [doing(start, end, chance) for start, end in pairwise(cuts)]
    return Lane(
        process=0,
        thread=number + 1,
        name=f"Thread-{number + 1} (work)",
        start=0.0,
        end=SECONDS,
        slices=slices,
        holds=holds(slices),
    )


def doing(start: float, end: float, chance: random.Random) -> Slice:
    return Slice(start, end, chance.choice(list(State)), "tickets", line=chance.randint(1, 3))


def holds(slices: Sequence[Slice]) -> Sequence[Hold]:
    return [Hold(each.start, each.end, "tickets", line=2) for each in slices if each.state is State.IO]
