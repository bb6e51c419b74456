"""What a span costs the program that is recorded, of each kind that a program may have very many of."""

import statistics
from functools import partial
from random import Random

from sandbox.bench.demos import MEASURING
from sandbox.bench.fidelity import Times, in_pairs
from sandbox.bench.figures import percentile, table
from sandbox.bench.own_runner import OwnRunner
from sandbox.bench.xray.recorded import recorded
from sandbox.bench.xray.recording import ALONE, RECORDED, times

HOLDS = """
import threading

lock = threading.Lock()


def work():
    for number in range(50_000):
        with lock:
            pass


measure(work)
"""

SLEEPS = """
def work():
    for number in range(2000):
        time.sleep(1e-9)


measure(work)
"""

MESSAGES = """
import socket


def work():
    for number in range(10_000):
        mine.send(b"x")
        theirs.recv(1)


mine, theirs = socket.socketpair()
measure(work)
"""

STEPS = """
import asyncio


async def give_way():
    for number in range(10_000):
        await asyncio.sleep(0)


def work():
    asyncio.run(give_way())


measure(work)
"""

EVENTS = """
import threading

never = threading.Event()


def work():
    for number in range(5000):
        never.wait(1e-9)


measure(work)
"""

MANY = {
    "a lock held": HOLDS,
    "a sleep": SLEEPS,
    "a message by a socket": MESSAGES,
    "a step of a task, and what it awaits": STEPS,
    "a wait for an event": EVENTS,
}
HEADER = ["of what", "spans a run", "median CPU µs a span", "from", "to"]
MICROSECONDS = 1e6
QUARTILES = 25, 75


def measured(runner: OwnRunner, *, rounds: int, chance: Random) -> str:
    rows = [row(name, MEASURING + source, runner, rounds=rounds, chance=chance) for name, source in MANY.items()]
    return table(f"What a span costs; {rounds} pairs, with quartiles", HEADER, rows)


def row(name: str, source: str, runner: OwnRunner, *, rounds: int, chance: Random) -> list[str]:
    ways = {way: partial(times, runner, source, is_recorded=way == RECORDED) for way in (RECORDED, ALONE)}
    taken = in_pairs(ways, runner, rounds=rounds, chance=chance)
    spans = recorded(runner, source).timeline.spans
    costs = [microseconds(*pair, spans=spans) for pair in zip(taken[RECORDED], taken[ALONE], strict=True)]
    low, high = (percentile(costs, percent) for percent in QUARTILES)
    return [name, f"{spans:,}", f"{statistics.median(costs):.2f}", f"{low:.2f}", f"{high:.2f}"]


def microseconds(recorded: Times, alone: Times, *, spans: int) -> float:
    return (recorded.cpu - alone.cpu) / spans * MICROSECONDS
