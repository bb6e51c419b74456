"""Timelines made by hand, of programs that everybody knows: what they did is exact, so what is drawn can be told."""

from collections.abc import Sequence

from sandbox.xray.timeline import Bucket, Hold, Lane, Process, Slice, State, Timeline

SOURCE = """\
import sys, time
from concurrent.futures import ThreadPoolExecutor, ProcessPoolExecutor

N = 60_000_000

def count(n):
    total = 0
    for i in range(n):
        total += i * i
    return total
"""
TURN = 0.005


def program(number: int = 0, *, name: str = "MainProcess", parent: int = 0, began: float = 0.0, end: float) -> Process:
    return Process(number=number, name=name, parent=parent, start=0.0, began=began, end=end)


def lane(name: str, slices: Sequence[Slice], **fields: object) -> Lane:
    told = {"process": 0, "thread": 1, "start": slices[0].start, "end": slices[-1].end, **fields}
    return Lane(name=name, slices=slices, **told)


def run(*told: tuple[float, State, str] | tuple[float, State], start: float = 0.0, line: int = 0) -> Sequence[Slice]:
    """Slices one after the other, each with its milliseconds."""
    slices, clock = [], start
    for milliseconds, state, *what in told:
        end = clock + milliseconds / 1000
        slices.append(Slice(clock, end, state, *what, line=line))
        clock = end
    return slices


def turns(place: int, end: float, *, threads: int = 4) -> Sequence[Slice]:
    """Of a thread that takes its turn of 5 ms with the others until the end."""
    slices, free_since = [], 0.0
    for begin in (TURN * turn for turn in range(place, round(end / TURN), threads)):
        if begin > free_since:
            slices.append(Slice(free_since, begin, State.GIL, line=9))
        free_since = min(begin + TURN, end)
        slices.append(Slice(begin, free_since, State.CPU, line=9))
    return [*slices, Slice(free_since, end, State.GIL, line=9)] if free_since < end else slices


def four_threads(seconds: float = 4.18) -> Timeline:
    """Four threads compute; the GIL lets one run at a time."""
    ends = [seconds - 0.06, seconds - 0.02, seconds - 0.03, seconds]
    lanes = [
        lane(f"ThreadPoolExecutor-0_{place}", turns(place, end), thread=place + 2) for place, end in enumerate(ends)
    ]
    return Timeline(
        seconds=seconds, python="3.13", cores=4, processes=[program(end=seconds)], lanes=lanes, visible_until=seconds
    )


def four_processes() -> Timeline:
    """Four processes compute, each for itself, after they have started."""
    starts, ends = [0.09, 0.1, 0.11, 0.13], [1.17, 1.19, 1.16, 1.21]
    numbers = range(1, 5)
    processes = [
        program(number, name=f"Process-{number}", began=start, end=end)
        for number, start, end in zip(numbers, starts, ends, strict=True)
    ]
    lanes = [
        lane(
            "MainThread",
            [Slice(0.0, start, State.CPU, "starting"), Slice(start, end, State.CPU, line=9)],
            process=number,
            is_main=True,
        )
        for number, start, end in zip(numbers, starts, ends, strict=True)
    ]
    waits = lane("MainThread", [Slice(0.0, 1.22, State.LOCK, "end of Process-1", line=15)], is_main=True)
    return Timeline(
        seconds=1.22,
        python="3.13",
        cores=4,
        processes=[program(end=1.22), *processes],
        lanes=[waits, *lanes],
        visible_until=1.22,
    )


def lock_during_io() -> Timeline:
    """Three workers fetch a page inside `with lock:`, one after the other."""
    cpu, gil, lock, io = State.CPU, State.GIL, State.LOCK, State.IO
    first = run((4, cpu), (36, io, "socket"), (9, cpu), (1, gil), (3, cpu))
    second = run(
        (3, cpu), (37, lock, "lock"), (5, gil), (1, cpu), (36, io, "socket"), (9, cpu), (1, gil), (3, cpu), start=0.004
    )
    third = run((3, cpu), (80, lock, "lock"), (5, gil), (1, cpu), (36, io, "socket"), (12, cpu), start=0.007)
    holds = [(0.003, 0.044), (0.044, 0.09), (0.09, 0.136)]
    lanes = [
        lane(f"Worker {number}", slices, thread=number + 1, holds=[Hold(*held, "lock", line=12)])
        for number, (slices, held) in enumerate(zip((first, second, third), holds, strict=True), start=1)
    ]
    return Timeline(
        seconds=0.15, python="3.13", cores=4, processes=[program(end=0.15)], lanes=lanes, visible_until=0.15
    )


def producer_consumer() -> Timeline:
    """One thread makes what three wait for."""
    making = [each for n in range(12) for each in ((30, State.CPU), (10, State.SLEEP))]
    lanes = [lane("producer", run(*making, line=6), thread=2)]
    for number in range(3):
        waits = [each for n in range(4) for each in ((115, State.QUEUE, "get of tasks"), (5, State.CPU))]
        lanes.append(lane(f"consumer-{number + 1}", run(*waits, start=0.0, line=14), thread=number + 3))
    return Timeline(
        seconds=0.48, python="3.13", cores=4, processes=[program(end=0.48)], lanes=lanes, visible_until=0.48
    )


def tasks() -> Timeline:
    """Three tasks of one thread await the network, and one of them blocks the loop."""
    thread = run((20, State.CPU), (180, State.IO, "select"), (300, State.CPU), (100, State.IO, "select"))
    awaits = run((5, State.CPU), (195, State.IO, "socket"), (400, State.LOCK, "the event loop"))
    blocking = run((10, State.GIL), (190, State.IO, "socket"), (300, State.CPU), (100, State.IO, "socket"), line=14)
    lanes = [
        lane("MainThread", thread, is_main=True),
        lane("Task-2", awaits, task=1),
        lane("Task-3", blocking, task=2),
    ]
    return Timeline(seconds=0.6, python="3.13", cores=2, processes=[program(end=0.6)], lanes=lanes, visible_until=0.6)


def deadlock() -> Timeline:
    """Each of two threads holds the lock that the other one needs."""
    lanes = [
        lane(
            f"Thread-{number} (move)",
            run((5, State.CPU), (5, State.SLEEP), (3, State.CPU), (2987, State.LOCK, f"lock_{wanted}"), start=delay),
            thread=number + 1,
            has_ended=False,
            holds=[Hold(delay + 0.002, 3.0 + delay, f"lock_{own}", line=8, is_open=True)],
        )
        for number, own, wanted, delay in ((1, "a", "b", 0.0), (2, "b", "a", 0.004))
    ]
    return Timeline(
        seconds=3.01, python="3.13", cores=2, processes=[program(end=3.01)], lanes=lanes, visible_until=3.01
    )


def long_run(*, lanes: int = 16, seconds: float = 60.0, visible_until: float = 20.0) -> Timeline:
    """Threads that take turns: single slices first, then shares alone."""
    made = []
    for place in range(lanes):
        rest = [
            Bucket(at / 4, (at + 1) / 4, {State.CPU: 0.25 / lanes, State.GIL: 0.25 - 0.25 / lanes})
            for at in range(round(visible_until * 4), round(seconds * 4))
        ]
        slices = turns(place, visible_until, threads=lanes)
        made.append(lane(f"Thread-{place + 1}", slices, thread=place + 2, end=seconds, buckets=rest))
    return Timeline(
        seconds=seconds,
        python="3.13",
        cores=4,
        processes=[program(end=seconds)],
        lanes=made,
        visible_until=visible_until,
    )


def many_threads() -> Timeline:
    """Thirty threads compute; the GIL lets one run at a time."""
    lanes = [lane(f"Thread-{n}", turns(n, 1.0, threads=30), thread=n + 2, end=1.0) for n in range(30)]
    return Timeline(seconds=1.0, python="3.13", cores=2, processes=[program(end=1.0)], lanes=lanes, visible_until=1.0)


ALL = (four_threads, four_processes, lock_during_io, producer_consumer, tasks, deadlock, many_threads)
