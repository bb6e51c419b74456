"""A real sandbox runner, started as operators start it: exec'd, with an empty environment."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NO_SANDBOX_HERE = 3


class NoSandboxHere(Exception):
    """No jail can be built on this host; the runner's own words say why."""


@contextmanager
def running_runner(folder: Path) -> Iterator[Path]:
    """The socket of a runner for the length of a `with` block; raises NoSandboxHere where there can be none."""
    socket = folder / "runner.sock"
    command = [sys.executable, "-m", "sandbox.runner", "--socket", str(socket)]
    runner = subprocess.Popen(command, env={}, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        wait_until_ready(runner)
        yield socket
    finally:
        runner.terminate()
        runner.wait(5)
        runner.stdout.close()


def wait_until_ready(runner: subprocess.Popen[str]) -> None:
    said = ""
    for line in runner.stdout:
        said += line
        if "ready:" in line:
            return
    if runner.wait() == NO_SANDBOX_HERE:
        raise NoSandboxHere(said)
    raise AssertionError(said)
