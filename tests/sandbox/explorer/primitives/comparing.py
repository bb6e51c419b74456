"""Runs one program under the real library and under the explorer: the real one is the oracle, not our opinion of it."""

import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from sandbox.inside.explorer.program import Program, execute, load
from sandbox.inside.explorer.search.dpor import Dpor
from sandbox.inside.explorer.search.natural import Natural
from sandbox.inside.explorer.world.sharing import Revealed, Sharing
from sandbox.inside.explorer.world.world import Scheduler, World
from tests.sandbox.explorer.exhaustive import Exhaustive

MOST_ORDERS = 3_000
BEGINNING = """import threading, queue, time
from concurrent.futures import *
def told(act, *args, **kwargs):
    try:
        print(act(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)
"""
"""What every program may use: `told` prints what a call returned or raised."""
NAMES = (
    "ThreadPoolExecutor Future wait as_completed CancelledError InvalidStateError TimeoutError BrokenExecutor Executor "
    "ALL_COMPLETED FIRST_COMPLETED FIRST_EXCEPTION"
)
PREAMBLE = BEGINNING.replace("import *", "import " + ", ".join(NAMES.split()))


@cache
def really(source: str) -> tuple[str, bool]:
    """What a fresh interpreter printed, and whether an exception was left uncaught in some thread."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "main.py"
        path.write_text(PREAMBLE + source, encoding="utf-8")
        command = [sys.executable, "-I", "-S", "-W", "ignore", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout, "Exception in thread" in done.stderr or done.returncode != 0


def naturally(source: str) -> tuple[str, bool]:
    """The same under the explorer's natural schedule."""
    program = load(PREAMBLE + source)
    sharing = Sharing(program.places)
    while True:
        try:
            return _facts(execute(program, Natural(), sharing))
        except Revealed:
            continue


def in_every_order(source: str) -> set[tuple[str, bool]]:
    """What the reduced search finds that the program may print."""
    return searched(load(PREAMBLE + source), Dpor)


def unreduced(source: str) -> set[tuple[str, bool]]:
    """What every order there is prints."""
    return searched(load(PREAMBLE + source), Exhaustive)


def searched(program: Program, kind: type[Dpor] | type[Exhaustive]) -> set[tuple[str, bool]]:
    sharing = Sharing(program.places)
    while True:
        try:
            return _searched(program, kind(), sharing)
        except Revealed:
            continue


def _searched(program: Program, search: Dpor | Exhaustive, sharing: Sharing) -> set[tuple[str, bool]]:
    found = set()
    for _ in range(MOST_ORDERS if isinstance(search, Dpor) else 40 * MOST_ORDERS):
        world = execute(program, _as_scheduler(search), sharing)
        if not world.was_cut:
            found.add(_facts(world))
        if not search.advance():
            return found
    raise AssertionError(f"more than {MOST_ORDERS} orders: too many for a test")


def _as_scheduler(search: Dpor | Exhaustive) -> Scheduler:
    return search


def _facts(world: World) -> tuple[str, bool]:
    return "".join(world.output), world.failure is not None
