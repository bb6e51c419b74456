"""Starts a jail from outside: an exec'd builder with an empty environment, its pipes, its control line, its pid 1."""

import os
import select
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from sandbox.jail import control
from sandbox.jail.plan import Plan

ROOT = Path(__file__).resolve().parents[2]
BOOT = "import sys; sys.path.insert(0, sys.argv[1]); from sandbox.jail.builder import main; main()"
BUILDER = (os.path.realpath(sys.executable), "-I", "-S", "-c", BOOT, str(ROOT))
"""The interpreter under the venv, isolated and without site: nothing of the site's packages is even found."""
BUILDING_SECONDS = 10.0
"""A jail stands in some 50 ms; on a host that is out of breath it may take longer, and then it is given up."""
REAPING_SECONDS = 30.0


class NoJail(Exception):
    """A jail could not be built: at which step, with which error of the system."""

    def __init__(self, step: str, errno: int, text: str) -> None:
        super().__init__(f"{step}: {text}")
        self.step, self.errno, self.text = step, errno, text


class Jail:
    """One jail, from its builder to its reaping. Leaving its block ends and reaps all that lives in it."""

    def __init__(self, plan: Plan) -> None:
        """Starts building; raises NoJail where a wall cannot be put up. Plan and walls: see Plan."""
        self.plan = plan
        self.descriptors: dict[str, int] = {}
        self.pid: int | None = None
        self.exit_code: int | None = None
        self.largest_bytes = 0
        self.failure: control.Failed | None = None
        self.cpu_seconds: float | None = None
        self.is_gone = False
        self._start_builder()

    def _start_builder(self) -> None:
        with ExitStack() as ours, ExitStack() as theirs:
            self.line, their_line = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            ours.enter_context(self.line)
            theirs.enter_context(their_line)
            self.stdout, stdout = pipe(ours, theirs)
            self.stderr, stderr = pipe(ours, theirs)
            self._builder = subprocess.Popen(
                [*BUILDER, str(their_line.fileno())], env={}, cwd="/", stdin=subprocess.PIPE, stdout=stdout,
                stderr=stderr, pass_fds=[their_line.fileno()], start_new_session=True,
            )  # fmt: skip
            self._closing = ours.pop_all()

    def build(self) -> None:
        """Hands the plan over and waits until the walls stand; raises NoJail where they cannot."""
        assert self._builder.stdin is not None
        try:
            with self._builder.stdin as plan:
                plan.write(self.plan.to_bytes())
        except BrokenPipeError:
            pass  # it says why on the line, or dies without a word
        while not (self.pid and "tmp" in self.descriptors):
            if not select.select([self.line], [], [], BUILDING_SECONDS)[0]:
                raise NoJail("time", 0, f"the walls did not stand after {BUILDING_SECONDS:.0f} s")
            self.hear()
            if self.failure is not None:
                raise NoJail(self.failure.step, self.failure.errno, self.failure.text)
            if self.is_gone:
                raise NoJail("builder", 0, "the builder of the jail died without a word")

    def go(self) -> None:
        """Lets the program start."""
        self.line.send(control.GO)

    def hear(self) -> None:
        """Takes in the next message of the keepers; waits for it where there is none yet."""
        message, descriptors = control.hear(self.line)
        match message:
            case control.Born(pid=pid):
                self.pid = pid
                self.descriptors["pidfd"] = descriptors[0]
            case control.Built():
                self.descriptors.update(zip(("tmp", "shm", "proc"), descriptors, strict=False))
            case control.Exited(code=code, largest_bytes=largest):
                self.exit_code, self.largest_bytes = code, largest
            case control.Reaped(cpu_seconds=seconds):
                self.cpu_seconds = seconds
            case control.Failed():
                self.failure = message
            case None:
                self.is_gone = True

    def host_proc(self) -> int:
        """A descriptor of the host's /proc, closed with the jail: for a jail that has no /proc of its own."""
        self.descriptors["host_proc"] = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
        return self.descriptors["host_proc"]

    @property
    def is_over(self) -> bool:
        """Whether nothing of the jail lives any more, as far as its keepers have been heard."""
        return self.is_gone or self.cpu_seconds is not None

    def kill(self) -> None:
        """Ends pid 1, and with it everything in the jail; returns at once, `reap` waits."""
        pidfd = self.descriptors.get("pidfd")
        try:
            if pidfd is not None:
                signal.pidfd_send_signal(pidfd, signal.SIGKILL)
            else:
                self._builder.kill()
        except ProcessLookupError:
            return

    def reap(self) -> None:
        """Waits until nothing of the jail lives; 61 spinning processes on a busy host took 1.5 s."""
        while not self.is_gone and select.select([self.line], [], [], REAPING_SECONDS)[0]:
            self.hear()
        self._builder.kill()
        self._builder.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.kill()
        self.reap()
        self._closing.close()
        for each in self.descriptors.values():
            os.close(each)


def pipe(ours: ExitStack, theirs: ExitStack) -> tuple[int, int]:
    """A pipe whose reading end is ours, and does not block, and whose writing end is theirs."""
    reading, writing = os.pipe()
    ours.callback(os.close, reading)
    theirs.callback(os.close, writing)
    os.set_blocking(reading, False)
    return reading, writing
