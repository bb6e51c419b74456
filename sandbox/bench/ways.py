"""The ways to run a program that are compared: bare Python, the sandboxes of others that are installed, and ours."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sandbox.bench.own_runner import OwnRunner
from sandbox.events import End, Outcome, Stdout
from sandbox.jobs import Job
from sandbox.runner.client import running

PROGRAM = "print('first', flush=True)"
PYTHON = os.path.realpath(sys.executable)
"""The interpreter itself and no link of a virtual environment: the runner's programs run on the same."""
LEAST = (PYTHON, "-I", "-S", "-c", PROGRAM)
"""The least that Python can do: no `site`, no file."""
ENVIRONMENT = {"LANG": "C.UTF-8"}
BARE, SANDBOX = "bare python3", "sandbox"


@dataclass(frozen=True)
class Peer:
    """Another's sandbox, with fewer walls than ours: the whole host is there to read.

    `words`: its command line up to what it runs; `shows` and `shown_at`: how a program's file gets in, and where to.
    """

    words: Sequence[str]
    shows: Sequence[str]
    shown_at: str


WORK = "/tmp"  # noqa: S108 - inside, and empty
INSIDE = f"{WORK}/main.py"
BUBBLEWRAP = Peer(
    ("bwrap", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "--tmpfs", WORK, "--unshare-all",
     "--die-with-parent"),
    shows=("--ro-bind", "{program}", INSIDE),
    shown_at=INSIDE,
)  # fmt: skip
NSJAIL = Peer(("nsjail", "-Mo", "--really_quiet", "--chroot", "/", "--disable_rlimits"), shows=(), shown_at="{program}")
ISOLATE = Peer(
    ("isolate", f"--dir={sys.base_prefix}", "--processes=64", "--env=LANG=C.UTF-8", "--run"),
    shows=("--dir=/program={folder}",),
    shown_at="/program/main.py",
)
PEERS = (BUBBLEWRAP, NSJAIL, ISOLATE)


class NothingPrinted(Exception):
    """A way did not run the program."""


@dataclass(frozen=True)
class CommandWay:
    """A command that runs the program and ends."""

    name: str
    command: Sequence[str]

    def first_byte_milliseconds(self) -> float:
        """From the request to the first byte of output; returns when all is over."""
        started = time.perf_counter()
        with subprocess.Popen(self.command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
            assert run.stdout is not None
            if not run.stdout.read(1):
                raise NothingPrinted(self.name)
            return (time.perf_counter() - started) * 1000


@dataclass(frozen=True)
class RunnerWay:
    """A request to a runner."""

    name: str
    runner: OwnRunner

    def first_byte_milliseconds(self) -> float:
        """From before the connect to the arrival of the first output; returns when the run has ended."""
        first = None
        started = time.perf_counter()
        with running(self.runner.socket, Job(PROGRAM)) as run:
            for event in run.events():
                if first is None and isinstance(event, Stdout):
                    first = time.perf_counter()
        if first is None or not isinstance(event, End) or event.outcome is not Outcome.FINISHED:
            raise NothingPrinted(f"{self.name}: {event}")
        return (first - started) * 1000


type Way = CommandWay | RunnerWay


@contextmanager
def commands(folder: Path) -> Iterator[list[CommandWay]]:
    """Bare Python at its least and as a learner starts it, then both in every peer that is installed and runs them."""
    program = folder / "main.py"
    program.write_text(PROGRAM)
    bare = [CommandWay(f"{BARE} -I -S -c", LEAST), CommandWay(f"{BARE} main.py", [PYTHON, str(program)])]
    peers = [way for each in PEERS if shutil.which(each.words[0]) for way in both_ways(each, program)]
    with isolates_box():
        yield bare + [each for each in peers if runs(each)]


def both_ways(peer: Peer, program: Path) -> list[CommandWay]:
    shows = [each.format(program=program, folder=program.parent) for each in peer.shows]
    name, inside = peer.words[0], peer.shown_at.format(program=program)
    return [
        CommandWay(f"{name} python3 -I -S -c", [*peer.words, "--", *LEAST]),
        CommandWay(f"{name} python3 main.py", [*peer.words, *shows, "--", PYTHON, inside]),
    ]


@contextmanager
def isolates_box() -> Iterator[None]:
    """Made once for all its programs, so that isolate pays for its box no more than it must."""
    if shutil.which("isolate"):
        subprocess.run(["isolate", "--init"], stdout=subprocess.DEVNULL, check=False)
    yield
    if shutil.which("isolate"):
        subprocess.run(["isolate", "--cleanup"], check=False)


def runs(peer: CommandWay) -> bool:
    """Whether it runs the program on this host; one that does not is left out, and said."""
    try:
        peer.first_byte_milliseconds()
    except NothingPrinted:
        print(f"{peer.name} is installed and does not run here: {' '.join(peer.command)}", file=sys.stderr)
        return False
    return True
