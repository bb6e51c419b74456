"""How long until a program's first byte: bare Python, the sandboxes of others, ours; measured in turn."""

import random
import time
from collections.abc import Sequence
from pathlib import Path

from sandbox.bench.figures import compared
from sandbox.bench.own_runner import own_runner
from sandbox.bench.report import Report
from sandbox.bench.ways import SANDBOX, RunnerWay, Way, commands

ROUNDS = 200
PAUSE_SECONDS = 0.06
"""Before each request, of every way: a warm start finds the runner idle, its next jail waiting."""
ROW = 10
"""Requests of one way without a pause, before it is the next one's turn."""


def measure(folder: Path, *, rounds: int = ROUNDS, chance: random.Random) -> Report:
    with commands(folder) as others, own_runner(folder) as runner:
        ways: list[Way] = [*others, RunnerWay(SANDBOX, runner)]
        base = ways[0].name
        warm = in_turn(ways, rounds=rounds, row=1, pause_seconds=PAUSE_SECONDS)
        chased = in_turn(ways, rounds=max(1, rounds // ROW), row=ROW, pause_seconds=0)
    pause = f"{PAUSE_SECONDS * 1000:.0f} ms of pause before each request"
    title = "Start: request to first byte of output"
    return Report(
        [
            compared(f"{title}, {pause}; {rounds} rounds", warm, base=base, chance=chance),
            compared(f"{title}, {ROW} in a row without a pause", chased, base=base, chance=chance),
        ]
    )


def in_turn(ways: Sequence[Way], *, rounds: int, row: int, pause_seconds: float) -> dict[str, list[float]]:
    """Milliseconds of every way, `row` requests of each in a round, so that a noisy moment hits all ways.

    What a way does after its first byte is not counted, and is over before the next request.
    """
    taken: dict[str, list[float]] = {each.name: [] for each in ways}
    for way in ways:
        way.first_byte_milliseconds()
    for _ in range(rounds):
        for way in ways:
            time.sleep(pause_seconds)
            taken[way.name] += [way.first_byte_milliseconds() for _ in range(row)]
    return taken
