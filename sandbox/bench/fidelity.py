"""Whether a program behind the walls tells the truth about speed: the same program inside and outside, in pairs."""

import json
import os
import random
import statistics
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sandbox.bench.demos import DEMOS
from sandbox.bench.figures import interval, median_of_ratios, table, with_interval
from sandbox.bench.own_loopback import have_own_loopback
from sandbox.bench.own_runner import OwnRunner, own_runner
from sandbox.bench.report import Report
from sandbox.bench.rest import wait_for_rest
from sandbox.bench.ways import PYTHON
from sandbox.events import Stdout
from sandbox.jobs import Job
from sandbox.runner.client import running

ROUNDS = 30
MEMORY_FILES = "/dev/shm"  # noqa: S108
"""Files outside lie in memory as well, as those of runs do: what is compared is the walls, not a disk."""
INSIDE, OUTSIDE, AGAIN = "inside", "outside", "outside again"
"""The third is the control: what it differs by from the second is the noise of the machine."""
HEADER = [
    "program",
    "CPU ms outside",
    "CPU inside ÷ outside",
    "CPU outside again ÷ outside",
    "wall ms outside",
    "wall inside ÷ outside",
    "wall outside again ÷ outside",
]


ASKING = "import json, os; print(json.dumps([sorted(os.sched_getaffinity(0)), dict(os.environ)]))"
WALLS_OWN = ("PYTHONPATH", "HOME", "PATH")
"""Of a run's environment what names places that exist inside only."""


@dataclass(frozen=True)
class Times:
    """What one run of a program said of itself, in seconds."""

    wall: float
    cpu: float

    @staticmethod
    def read(text: str) -> "Times":
        return Times(*map(float, text.split()))


def measure(folder: Path, *, rounds: int = ROUNDS, chance: random.Random) -> Report:
    with own_runner(folder) as runner, tempfile.TemporaryDirectory(dir=MEMORY_FILES) as files:
        cores, environment = json.loads(said(runner, ASKING))
        environment = {name: value for name, value in environment.items() if name not in WALLS_OWN}
        outside = Outside(folder / "main.py", {**environment, "TMPDIR": files})
        rows = []
        with on_cores(cores):
            for name, source in DEMOS.items():
                outside.program.write_text(source)
                ways: dict[str, Callable[[], Times]] = {
                    INSIDE: partial(inside, runner, source),
                    OUTSIDE: outside.run,
                    AGAIN: outside.run,
                }
                rows.append(row(name, in_pairs(ways, runner, rounds=rounds, chance=chance), chance=chance))
    title = f"Fidelity: inside against outside, {rounds} pairs, on cores {', '.join(map(str, cores))}"
    return Report([table(title, HEADER, rows)])


def in_pairs(
    ways: Mapping[str, Callable[[], Times]], runner: OwnRunner, *, rounds: int, chance: random.Random
) -> dict[str, list[Times]]:
    """In each round all ways, in an order left to chance, each while the runner is at rest."""
    taken: dict[str, list[Times]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name in chance.sample(list(ways), k=len(ways)):
            wait_for_rest(runner.process.pid)
            taken[name].append(ways[name]())
    return taken


def inside(runner: OwnRunner, source: str) -> Times:
    return Times.read(said(runner, source))


def said(runner: OwnRunner, source: str) -> str:
    """What a program printed behind the walls."""
    with running(runner.socket, Job(source)) as run:
        events = list(run.events())
    text = "".join(each.text for each in events if isinstance(each, Stdout))
    if not text:
        raise RuntimeError(f"no output, but {events[-1]}")
    return text


@dataclass(frozen=True)
class Outside:
    """The same program on the same interpreter, with the environment and the loopback that a run has."""

    program: Path
    environment: dict[str, str]

    def run(self) -> Times:
        done = subprocess.run(
            [PYTHON, str(self.program)], env=self.environment, capture_output=True, text=True, check=True,
            preexec_fn=have_own_loopback,
        )  # fmt: skip
        return Times.read(done.stdout)


@contextmanager
def on_cores(cores: Sequence[int]) -> Iterator[None]:
    """Keeps this process, and what it starts, on the cores of a run."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def row(name: str, taken: dict[str, list[Times]], *, chance: random.Random) -> list[str]:
    cells = [name]
    for kind in ("cpu", "wall"):
        seconds = {way: [getattr(each, kind) for each in times] for way, times in taken.items()}
        cells.append(f"{statistics.median(seconds[OUTSIDE]) * 1000:.0f}")
        for way in (INSIDE, AGAIN):
            ratio = median_of_ratios(seconds[way], seconds[OUTSIDE])
            bounds = interval(median_of_ratios, seconds[way], seconds[OUTSIDE], chance=chance)
            cells.append(with_interval(ratio, bounds))
    return cells
