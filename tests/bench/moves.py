"""From a click of the race lab to its answer, on an idle machine and while runs keep every slot busy; and its price."""

import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from sandbox.bench.figures import percentile, table
from sandbox.bench.own_runner import own_runner
from sandbox.events import End, Started, Stdout
from sandbox.jobs import Job, Limits
from sandbox.questions import answer_in, to_explore, to_replay
from sandbox.runner.client import about, running
from sandbox.runs.asking import Asker
from sandbox.runs.moves import perform_move
from tests.sandbox.runs.processes import SiteProcess

LOST_UPDATE = Path(__file__).resolve().parents[2] / "sandbox" / "lab" / "programs" / "lost_update.py"
MOVES = 200
BETWEEN_CLICKS_SECONDS = 0.2
ROUNDS = 7
HEADER = ["", "moves", "median ms", "p95 ms", "p99 ms", "longest ms"]
FOR_TEN_SECONDS = """\
import multiprocessing, os, time

def work():
    until = time.monotonic() + 10
    while time.monotonic() < until:
        pass

cores = [multiprocessing.Process(target=work) for _ in os.sched_getaffinity(0)]
for each in cores:
    each.start()
for each in cores:
    each.join()
"""
SO_MUCH = """\
import multiprocessing, os

def work():
    total = 0
    for number in range(25_000_000):
        total += number * number

cores = [multiprocessing.Process(target=work) for _ in os.sched_getaffinity(0)]
for each in cores:
    each.start()
for each in cores:
    each.join()
"""
"""Some seconds of the same work on every core of its slot."""


def measure_moves(folder: Path) -> str:
    settings.MOVES_PER_MINUTE_OF_A_PERSON = settings.MOVES_PER_MINUTE_OF_AN_ADDRESS = 1_000_000
    with own_runner(folder) as runner, moves_played(runner.socket):
        move = a_move(runner.socket)
        idle = [click(move) for _ in range(MOVES + 1)][1:]  # the first one opens all connections
        with every_slot_busy(runner.socket):
            busy = [click(move) for _ in range(MOVES)]
        rows = [row_of("idle", idle), row_of("every slot busy on every core", busy)]
        return (
            table("A move of the race lab, from its asker to its answer", HEADER, rows)
            + "\n"
            + taken(runner.socket, move)
        )


@contextmanager
def moves_played(socket: Path) -> Iterator[None]:
    worker = SiteProcess("manage.py", "work_moves", RUNNER_SOCKET=str(socket))
    worker.wait_for(" ready.")
    try:
        yield
    finally:
        worker.kill()


def a_move(socket: Path) -> Job:
    """The order that breaks the lost update, to be played."""
    source = LOST_UPDATE.read_text()
    answer = answer_in(printed_by(socket, to_explore(source)))
    return to_replay(source, answer["schedule"], places=answer["places"]).as_move()


def printed_by(socket: Path, job: Job) -> str:
    with running(socket, job) as under_way:
        return "".join(event.text for event in under_way.events() if isinstance(event, Stdout))


def click(move: Job) -> float:
    """Milliseconds until the answer is there."""
    time.sleep(BETWEEN_CLICKS_SECONDS)
    began = time.perf_counter()
    printed = perform_move(move, asker=Asker(person=None, visitor="bench", address="127.0.0.1"))
    taken_milliseconds = (time.perf_counter() - began) * 1000
    assert answer_in(printed)["failure"]
    return taken_milliseconds


@contextmanager
def every_slot_busy(socket: Path) -> Iterator[None]:
    """Runs of ten seconds, one after the other in each slot, on every core of it."""
    over, begun = threading.Event(), threading.Semaphore(0)
    slots = about(socket).slots
    threads = [threading.Thread(target=keep_busy, args=[socket, over, begun]) for _ in range(slots)]
    for each in threads:
        each.start()
    for _ in range(slots):
        begun.acquire()
    try:
        yield
    finally:
        over.set()
        for each in threads:
            each.join()


def keep_busy(socket: Path, over: threading.Event, begun: threading.Semaphore) -> None:
    while not over.is_set():
        with running(socket, Job(FOR_TEN_SECONDS, limits=Limits(wall_seconds=20, cpu_seconds=200))) as under_way:
            for event in under_way.events():
                if isinstance(event, Started):
                    begun.release()
                if over.is_set():
                    return


def row_of(name: str, taken: list[float]) -> list[str]:
    figures = (percentile(taken, 50), percentile(taken, 95), percentile(taken, 99), max(taken))
    return [name, str(len(taken)), *(f"{each:.1f}" for each in figures)]


def taken(socket: Path, move: Job) -> str:
    """What a click a second takes from a run on every core of its slot: rounds in turn, with and without."""
    alone: list[float] = []
    beside: list[float] = []
    for _ in range(ROUNDS):
        alone.append(seconds_of_a_run(socket, lambda: time.sleep(1)))
        beside.append(seconds_of_a_run(socket, lambda: time.sleep(1 - click(move) / 1000 - BETWEEN_CLICKS_SECONDS)))
    rows = [
        [name, f"{statistics.median(each):.3f}", f"{min(each):.3f}", f"{max(each):.3f}"]
        for name, each in {"alone": alone, "a click a second": beside}.items()
    ]
    title = f"What moves take from a run on every core of its slot, seconds of wall clock, {ROUNDS} rounds in turn"
    return table(title, ["", "median", "least", "most"], rows)


def seconds_of_a_run(socket: Path, meanwhile: Callable[[], None]) -> float:
    ends: list[End] = []
    job = Job(SO_MUCH, limits=Limits(wall_seconds=60, cpu_seconds=400))
    run = threading.Thread(target=lambda: ends.append(end_of(socket, job)))
    run.start()
    while run.is_alive():
        meanwhile()
    return ends[0].wall_seconds


def end_of(socket: Path, job: Job) -> End:
    with running(socket, job) as under_way:
        *_, end = under_way.events()
    assert isinstance(end, End)
    return end
