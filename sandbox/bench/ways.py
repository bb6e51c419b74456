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
ENVIRONMENT = {"LANG": "C.UTF-8"}
BARE, SANDBOX = "bare python3", "sandbox"
BUBBLEWRAP = (
    "bwrap", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp",  # noqa: S108
    "--unshare-all", "--die-with-parent", "--",
)  # fmt: skip
"""With fewer walls than ours: the whole host is there to read."""
NSJAIL = ("nsjail", "-Mo", "--really_quiet", "--chroot", "/", "--disable_rlimits", "--")
ISOLATE = ("isolate", f"--dir={sys.base_prefix}", "--processes=64", "--env=LANG=C.UTF-8", "--run", "--")
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
    """Bare Python, then bare Python as a learner starts it, then every peer that is installed and runs the program."""
    program = folder / "main.py"
    program.write_text(PROGRAM)
    python = [PYTHON, "-I", "-S", "-c", PROGRAM]
    bare = [CommandWay(f"{BARE} -I -S -c", python), CommandWay(f"{BARE} main.py", [PYTHON, str(program)])]
    peers = [CommandWay(each[0], [found, *each[1:], *python]) for each in PEERS if (found := shutil.which(each[0]))]
    with isolates_box():
        yield bare + [each for each in peers if runs(each)]


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
