"""What recording adds before the first line of a program, and to each Python that it starts: the recorder's install."""

import statistics
from functools import partial
from random import Random

from sandbox.bench.fidelity import in_pairs
from sandbox.bench.figures import percentile, table
from sandbox.bench.own_runner import OwnRunner
from sandbox.bench.xray.recording import ALONE, RECORDED, times
from sandbox.bench.xray.spans import QUARTILES

FIRST_LINE = """
import time
cpu = time.process_time()
print(0, cpu)  # since when, by the clock, it cannot know
"""
SPAWNED = """
import multiprocessing, os, time

PROCESSES = 4


def end():
    os._exit(0)


if __name__ == "__main__":
    spawn = multiprocessing.get_context("spawn")
    started = time.perf_counter()
    for number in range(PROCESSES):
        process = spawn.Process(target=end)
        process.start()
        process.join()
    wall, used = time.perf_counter() - started, os.times()
    print(wall / PROCESSES, (used.children_user + used.children_system) / PROCESSES)
"""
STARTS = {"a program, at its first line": FIRST_LINE, "a process that is spawned": SPAWNED}
HEADER = ["what starts", "CPU ms alone", "CPU ms recorded", "CPU ms more", "from", "to", "wall ms more"]


def measured(runner: OwnRunner, *, rounds: int, chance: Random) -> str:
    rows = [row(runner, name, source, rounds=rounds, chance=chance) for name, source in STARTS.items()]
    return table(f"What recording costs at a start; {rounds} pairs, medians, with quartiles", HEADER, rows)


def row(runner: OwnRunner, name: str, source: str, *, rounds: int, chance: Random) -> list[str]:
    ways = {way: partial(times, runner, source, is_recorded=way == RECORDED) for way in (RECORDED, ALONE)}
    taken = in_pairs(ways, runner, rounds=rounds, chance=chance)
    pairs = list(zip(taken[RECORDED], taken[ALONE], strict=True))
    more = [(recorded.cpu - alone.cpu) * 1000 for recorded, alone in pairs]
    waited = statistics.median((recorded.wall - alone.wall) * 1000 for recorded, alone in pairs)
    cpu = [statistics.median(each.cpu for each in taken[way]) * 1000 for way in (ALONE, RECORDED)]
    low, high = (percentile(more, percent) for percent in QUARTILES)
    figures = [*cpu, statistics.median(more), low, high]
    return [name, *(f"{each:.1f}" for each in figures), f"{waited:.1f}" if source is SPAWNED else "-"]
