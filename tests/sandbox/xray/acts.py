"""What threads do in the runs that are written down for the tests: acts, and what they are called."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sandbox.records import What
from sandbox.xray.timeline import State

JOBS = 2
"""The queue."""


@dataclass(frozen=True, kw_only=True)
class Act:
    """A thread is in one state for some seconds. With `what` the recorder saw it wait, for the object `subject`.

    `called`: what the timeline should call it.
    """

    state: State
    seconds: float
    what: What = What.NOTHING
    subject: int = 0
    other: int = 0
    line: int = 0
    called: str = ""
    holder: str = ""
    is_open: bool = False


@dataclass(frozen=True, kw_only=True)
class Grip:
    """A lock in the hands of a thread, in seconds since the program began."""

    start: float
    end: float
    subject: int
    called: str
    what: What = What.LOCK
    line: int = 0
    is_open: bool = False


@dataclass(frozen=True, kw_only=True)
class Actor:
    """One thread, and its acts one after another from `start` on."""

    name: str
    acts: Sequence[Act]
    thread: int = 1
    process: int = 1
    start: float = 0.0
    line: int = 0
    is_daemon: bool = False
    has_ended: bool = True
    grips: Sequence[Grip] = ()

    @property
    def end(self) -> float:
        return self.start + sum(act.seconds for act in self.acts)

    @property
    def is_main(self) -> bool:
        return self.thread == self.process

    def timed(self) -> Iterator[tuple[int, int, Act]]:
        """Every act with its start and end in microseconds."""
        at = self.start
        for act in self.acts:
            yield micros(at), micros(at + act.seconds), act
            at += act.seconds


def micros(seconds: float) -> int:
    return round(seconds * 1e6)


def computing(seconds: float, *, line: int = 0) -> Act:
    return Act(state=State.CPU, seconds=seconds, line=line)


def kept_from_the_gil(seconds: float) -> Act:
    return Act(state=State.GIL, seconds=seconds)


def waiting_for_a_core(seconds: float) -> Act:
    return Act(state=State.CORE, seconds=seconds)


def unnamed_call(seconds: float) -> Act:
    return Act(state=State.IO, seconds=seconds)


def sleeping(seconds: float, *, line: int = 0) -> Act:
    return Act(state=State.SLEEP, seconds=seconds, what=What.SLEEP, line=line, called="sleep")


def reading_a_socket(seconds: float, *, line: int = 0) -> Act:
    return Act(state=State.IO, seconds=seconds, what=What.SOCKET, line=line, called="socket")


def joining(seconds: float, *, thread: int, name: str, line: int = 0, is_open: bool = False) -> Act:
    called = f"join of {name}"
    return Act(
        state=State.LOCK, seconds=seconds, what=What.JOIN, other=thread, line=line, called=called, is_open=is_open
    )


def locked_out(seconds: float, *, lock: int, called: str, holder: str, line: int = 0, is_open: bool = False) -> Act:
    return Act(
        state=State.LOCK,
        seconds=seconds,
        what=What.LOCK,
        subject=lock,
        line=line,
        called=called,
        holder=holder,
        is_open=is_open,
    )


def getting(seconds: float, *, line: int = 0) -> Act:
    called = "get from jobs"
    return Act(state=State.QUEUE, seconds=seconds, what=What.QUEUE_GET, subject=JOBS, line=line, called=called)
