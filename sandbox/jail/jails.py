"""One jail as the runner holds it, from its birth to its reaping: its channels, its order, its end."""

import os
import select
import signal
import socket
from contextlib import suppress
from dataclasses import dataclass
from typing import Self

from sandbox.jail import control
from sandbox.jail.interpreters import Interpreter
from sandbox.jail.program import order_for
from sandbox.jail.rooms import Room
from sandbox.jobs import Job

BUILDING_SECONDS = 10.0
"""A jail stands in some ten milliseconds; on a host that is out of breath it may take longer, then it is given up."""
REAPING_SECONDS = 30.0
"""61 spinning processes on a busy host took 1.5 s."""


class NoJail(Exception):
    """A jail could not be built: at which step, with which error of the system."""

    def __init__(self, step: str, errno: int, text: str) -> None:
        super().__init__(f"{step}: {text}")
        self.step, self.errno, self.text = step, errno, text


class JailLost(NoJail):
    """A jail that stood was killed before anything of its program ran: the same order may go to another one."""

    def __init__(self) -> None:
        super().__init__("jail", 0, "it was killed before the program began")


@dataclass(frozen=True, kw_only=True)
class Channels:
    """Our ends of a jail's channels: the keepers' line, where its order goes in, and where its output comes out."""

    line: socket.socket
    order: int
    stdout: int
    stderr: int


class Jail:
    """A child of this process, pid 1 of its own world. Leaving its block ends and reaps all that lives in it."""

    def __init__(self, pid: int, interpreter: Interpreter, room: Room, channels: Channels) -> None:
        self.pid, self.interpreter, self.room = pid, interpreter, room
        self.line, self.stdout, self.stderr = channels.line, channels.stdout, channels.stderr
        self.descriptors: dict[str, int] = {"pidfd": os.pidfd_open(pid)}
        self.exit_code: int | None = None
        self.largest_bytes = 0
        self.failure: control.Failed | None = None
        self.has_begun = False
        self.cpu_seconds_before = 0.0
        self.cpu_seconds: float | None = None
        self._order: int | None = channels.order
        self._is_built = False

    @property
    def is_waiting(self) -> bool:
        """Whether it still is as it was built: neither pid 1 nor the program's process has ended meanwhile."""
        return not select.select([self.line.fileno(), self.descriptors["pidfd"]], [], [], 0)[0]

    def build(self) -> None:
        """Lets its walls rise, once it is where it is to be counted; raises NoJail where it is gone."""
        try:
            self.room.enter(self.pid)
            self.line.send(control.BUILD)
        except OSError as error:
            raise NoJail("room", error.errno or 0, str(error)) from None

    def wait_until_built(self) -> None:
        """Raises NoJail where a wall cannot be put up."""
        while not self._is_built:
            if not select.select([self.line], [], [], BUILDING_SECONDS)[0]:
                raise NoJail("time", 0, f"the walls did not stand after {BUILDING_SECONDS:.0f} s")
            self.hear()
            if self.failure is not None:
                raise NoJail(self.failure.step, self.failure.errno, self.failure.text)
            if self.is_over:
                raise NoJail("keepers", 0, "the keepers of the jail died without a word")

    def go(self, job: Job, cores: tuple[int, ...]) -> None:
        """Lets the program start. An order is read as it is written, so this waits for no more than that."""
        assert self._order is not None
        order, self._order = self._order, None
        try:
            with os.fdopen(order, "wb", buffering=0) as file:
                data = memoryview(order_for(job, cores))
                while data:
                    data = data[file.write(data) :]
        except BrokenPipeError:
            return  # it says why on the line, or is dead

    def hear(self) -> None:
        """Takes in the next message of the keepers; waits for it where there is none yet."""
        try:
            message, descriptors = control.hear(self.line)
        except ConnectionError:
            message, descriptors = None, []
        match message:
            case control.Built(names=names):
                self._is_built = True
                self.descriptors.update(zip(names, descriptors, strict=True))
            case control.Begun(cpu_seconds=seconds):
                self.has_begun, self.cpu_seconds_before = True, seconds
            case control.Exited(code=code, largest_bytes=largest):
                self.exit_code, self.largest_bytes = code, largest
            case control.Failed():
                self.failure = message
            case None:
                self.reap()

    def host_proc(self) -> int:
        """A descriptor of the host's /proc, closed with the jail: for a jail that has no /proc of its own."""
        self.descriptors["host_proc"] = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
        return self.descriptors["host_proc"]

    @property
    def is_over(self) -> bool:
        """Whether nothing of the jail lives any more."""
        return self.cpu_seconds is not None

    def kill(self) -> None:
        """Ends pid 1, and with it everything in the jail; returns at once, `reap` waits."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.descriptors["pidfd"], signal.SIGKILL)

    def reap(self) -> None:
        """Waits until nothing of the jail lives: pid 1 ends last, with the CPU time of all in its account."""
        if self.is_over or not select.select([self.descriptors["pidfd"]], [], [], REAPING_SECONDS)[0]:
            return
        _, _, usage = os.wait4(self.pid, 0)
        self.cpu_seconds = usage.ru_utime + usage.ru_stime - self.cpu_seconds_before

    def close(self) -> None:
        self.kill()
        self.reap()
        self.line.close()
        if self._order is not None:
            os.close(self._order)
        for each in (self.stdout, self.stderr, *self.descriptors.values()):
            os.close(each)
        self.room.leave()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
