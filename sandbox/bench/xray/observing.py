"""What it costs to watch eight busy threads: CPU time of the runner itself, while it watches and while it does not."""

import statistics
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from sandbox.bench.figures import table
from sandbox.bench.own_runner import OwnRunner
from sandbox.bench.processes import read, threads
from sandbox.events import Started
from sandbox.jobs import Job
from sandbox.runner.client import Running, running

SECONDS = 16
EIGHT_BUSY = f"""\
import threading
import time


def spin():
    while time.monotonic() < ends_at:
        pass


ends_at = time.monotonic() + {SECONDS}
threads = [threading.Thread(target=spin) for _ in range(8)]
for each in threads:
    each.start()
for each in threads:
    each.join()
"""
WINDOWS = {"2.5 ms, until 10 s": (1, 9), "5 ms, from 10 s on": (11, 15)}
"""How often it looks, and from which to which second of the run its cost is taken."""
HEADER = ["a look every", "watched, % of a core", "not watched, % of a core", "difference", "target"]
TARGET = "at most 5"

type Shares = dict[str, float]
"""By window: the runner's part of one core, in percent."""


def measured(runner: OwnRunner, *, rounds: int) -> str:
    taken: dict[bool, list[Shares]] = {True: [], False: []}
    for _ in range(rounds):
        for is_recorded in taken:
            taken[is_recorded].append(shares(runner, is_recorded=is_recorded))
    title = f"The observer: the whole runner's CPU time beside eight busy threads; {rounds} rounds, medians"
    return table(title, HEADER, [row(name, taken[True], taken[False]) for name in WINDOWS])


def row(name: str, watched: Sequence[Shares], alone: Sequence[Shares]) -> list[str]:
    with_, without = (statistics.median(each[name] for each in several) for several in (watched, alone))
    return [name, f"{with_:.1f}", f"{without:.1f}", f"{with_ - without:.1f}", TARGET]


def shares(runner: OwnRunner, *, is_recorded: bool) -> Shares:
    with running(runner.socket, Job(EIGHT_BUSY, is_recorded=is_recorded)) as run:
        started = threading.Event()
        listener = threading.Thread(target=listen, args=[run, started])
        listener.start()
        started.wait()
        began = time.monotonic()
        found = {
            name: share(runner.process.pid, began + since, began + until) for name, (since, until) in WINDOWS.items()
        }
        listener.join()
    return found


def listen(run: Running, started: threading.Event) -> None:
    """Takes all that is told, as a worker does."""
    for event in run.events():
        if isinstance(event, Started):
            started.set()


def share(pid: int, since: float, until: float) -> float:
    """In percent of a core, of the threads that live all this time: the one that supervises is among them."""
    time.sleep(max(0.0, since - time.monotonic()))
    before, began = by_thread(pid), time.monotonic()
    time.sleep(max(0.0, until - time.monotonic()))
    after, ended = by_thread(pid), time.monotonic()
    return sum(after[each] - before[each] for each in before.keys() & after.keys()) * 100 / (ended - began)


def by_thread(pid: int) -> dict[Path, float]:
    """CPU seconds of each thread of a process, to the nanosecond, without its children's."""
    told = {thread: read(thread / "schedstat") for thread in threads(pid)}
    return {thread: int(each.split()[0]) * 1e-9 for thread, each in told.items() if each}
