"""How long until a program's first byte: bare Python, bubblewrap around Python, the sandbox; measured in turn."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from sandbox.events import Stdout
from sandbox.jobs import Job
from sandbox.runner.client import running
from tests.bench.figures import compared
from tests.runners import running_runner

PROGRAM = "print('first', flush=True)"
ROUNDS = 25
BARE = "bare python3"


def measure(folder: Path) -> str:
    ways: dict[str, Callable[[], float]] = {BARE: bare_python}
    if shutil.which("bwrap"):
        ways["bwrap python3"] = bubblewrapped_python
    with running_runner(folder) as socket:
        ways["sandbox runner"] = lambda: through_the_runner(socket)
        return compared("Start: request to first byte of output", in_turn(ways, rounds=ROUNDS), base=BARE)


def in_turn(ways: Mapping[str, Callable[[], float]], *, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of every way in every round, the ways one after another in each, so that a noisy moment hits all.

    Each way measures itself and returns milliseconds: what it does after its first byte is not counted.
    """
    for act in ways.values():
        act()
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, act in ways.items():
            taken[name].append(act())
    return taken


def bare_python() -> float:
    return first_byte_of([sys.executable, "-I", "-c", PROGRAM])


def bubblewrapped_python() -> float:
    binds = ["--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]
    return first_byte_of(["bwrap", *binds, "--unshare-all", "--die-with-parent", sys.executable, "-I", "-c", PROGRAM])


def first_byte_of(command: list[str]) -> float:
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        if not process.stdout.read(1):
            raise RuntimeError(f"{command[0]} printed nothing")
        return (time.perf_counter() - started) * 1000


def through_the_runner(socket: Path) -> float:
    started = time.perf_counter()
    with running(socket, Job(PROGRAM)) as run:
        arrived = [time.perf_counter() for event in run.events() if isinstance(event, Stdout)]
    if not arrived:
        raise RuntimeError("the runner's program printed nothing")
    return (arrived[0] - started) * 1000
