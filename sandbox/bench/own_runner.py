"""A runner of the benchmark's own, exec'd as operators start one, with nothing in its environment but TMPDIR."""

import contextlib
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NO_SANDBOX_HERE = 3
ENDING_SECONDS = 5


class NoSandboxHere(Exception):
    """No jail can be built on this host; the runner's own words say why."""


@dataclass(frozen=True)
class OwnRunner:
    """Where it listens, and its process."""

    socket: Path
    process: subprocess.Popen[str]


@contextmanager
def own_runner(folder: Path, *, launcher: Sequence[str] = ()) -> Iterator[OwnRunner]:
    """A runner for the length of a `with` block, all its files in `folder`; raises NoSandboxHere where there is none.

    `launcher`: words before its command line, of a program that execs the rest of them.
    """
    socket = folder / "runner.sock"
    command = [*launcher, sys.executable, "-m", "sandbox.runner", "--socket", str(socket), "--no-outer-wall"]
    environment = {"TMPDIR": str(folder)}
    process = subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        wait_until_ready(process)
        reader = threading.Thread(target=read_on, args=[process], daemon=True)
        reader.start()
        yield OwnRunner(socket, process)
    finally:
        process.terminate()
        process.wait(ENDING_SECONDS)


def read_on(process: subprocess.Popen[str]) -> None:
    """Takes what the runner logs, until it ends: a full pipe would make it wait."""
    with process.stdout or contextlib.nullcontext() as said:
        for _ in said or ():
            continue


def wait_until_ready(process: subprocess.Popen[str]) -> None:
    said = ""
    for line in process.stdout or ():
        said += line
        if "ready:" in line:
            return
    if process.wait() == NO_SANDBOX_HERE:
        raise NoSandboxHere(said)
    raise RuntimeError(said)
