"""What the threads of a process wait for, as the kernel tells it: the system call in which each of them stands still.

`/proc/PID/task/TID/syscall` has the number of the call and its six arguments, and "running" for a thread that does not
stand still. Together with how often the thread has been given a core (`schedstat`) it tells whether anything moved.
"""

import os
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Wait(StrEnum):
    """What one thread does. `OTHER` is everything that may end by itself, or by somebody outside of the run."""

    LOCK = "a lock, a condition, a semaphore, or the end of a thread"
    CHILD = "the end of a process"
    PIPE = "what another process writes, or reads"
    OTHER = "something else"


FUTEX, READ, WRITE, WAIT4, WAITID = "futex", "read", "write", "wait4", "waitid"
NUMBERS = {
    "x86_64": {202: FUTEX, 0: READ, 1: WRITE, 61: WAIT4, 247: WAITID},
    "aarch64": {98: FUTEX, 63: READ, 64: WRITE, 260: WAIT4, 95: WAITID},
}.get(os.uname().machine, {})
COMMAND, TIMEOUT = 1, 3
"""Which arguments of `futex` say what it is to do, and for how long."""
FLAGS = 128 | 256
WAITS_FOR_EVER = {0, 6, 9, 11}
"""FUTEX_WAIT, FUTEX_LOCK_PI, FUTEX_WAIT_BITSET, FUTEX_WAIT_REQUEUE_PI."""
ALARM, USER_ALARMS = 14, (26, 27)
"""A program with a handler for one of these may be woken by the clock, however it waits."""


@dataclass(frozen=True)
class Standing:
    """One thread that stands still: where, how often it had been given a core by then, and what it waits for."""

    pid: int
    thread: int
    call: str
    turns: str
    wait: Wait


def threads_of(pid: int, *, our_pipes: Collection[int]) -> list[Standing] | None:
    """All threads of a process; None once one of them does not stand still. Raises OSError where nothing is told.

    `our_pipes`: the inodes of pipes whose other end is ours: who waits there waits for us.
    """
    found = []
    for name in os.listdir(f"/proc/{pid}/task"):  # noqa: PTH208 - some hundred at a time: pathlib would cost more
        folder = f"/proc/{pid}/task/{name}"
        call = read(f"{folder}/syscall").split()
        if len(call) < len(("number", *range(6), "stack", "program")):
            return None
        wait = wait_of(pid, int(call[0]), [int(each, 16) for each in call[1:7]], our_pipes)
        found.append(Standing(pid, int(name), " ".join(call), read(f"{folder}/schedstat").split()[2], wait))
    return found


def wait_of(pid: int, number: int, arguments: list[int], our_pipes: Collection[int]) -> Wait:
    match NUMBERS.get(number):
        case "futex":
            is_endless = arguments[COMMAND] & ~FLAGS in WAITS_FOR_EVER and arguments[TIMEOUT] == 0
            return Wait.LOCK if is_endless else Wait.OTHER
        case "wait4" | "waitid":
            return Wait.CHILD
        case "read" | "write":
            return Wait.PIPE if is_pipe(pid, arguments[0], our_pipes) else Wait.OTHER
    return Wait.OTHER


def is_pipe(pid: int, descriptor: int, our_pipes: Collection[int]) -> bool:
    """Or one of a pair of sockets, as `multiprocessing.Pipe` makes them: no run has a way to anybody outside."""
    kind, _, inode = os.readlink(f"/proc/{pid}/fd/{descriptor}").rstrip("]").partition(":[")  # noqa: PTH115
    return kind in ("pipe", "socket") and int(inode) not in our_pipes


def handles(pid: int, *signals: int) -> bool:
    """Whether the process has a handler of its own for any of the signals."""
    status = read(f"/proc/{pid}/status")
    caught = int(status.partition("SigCgt:")[2].split()[0], 16)
    return any(caught >> (each - 1) & 1 for each in signals)


def read(path: str) -> str:
    with open(path) as file:  # noqa: PTH123 - see threads_of
        return file.read()
