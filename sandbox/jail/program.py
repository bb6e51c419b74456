"""Becomes the learner's program: a fresh interpreter with three descriptors, a new environment, nothing of ours."""

import os
import signal
import socket
from typing import NoReturn

from sandbox.jail import control
from sandbox.jail.plan import WORK, Plan
from sandbox.jobs import PROGRAM_NAME

FIRST_WITH_CPU_COUNT = (3, 13)


def become_program(line: socket.socket, plan: Plan) -> NoReturn:
    """Never returns; what the system refuses goes down the control line, which the exec closes."""
    try:
        settle_descriptors(line)
        settle_signals()
        os.setsid()
        executable = plan.interpreter.executable
        os.execve(executable, [executable, f"{WORK}/{PROGRAM_NAME}"], environment(plan))  # noqa: S606
    except OSError as error:
        control.tell(line, control.Failed(step="interpreter", errno=error.errno or 0, text=str(error)))
        os._exit(127)


def settle_descriptors(line: socket.socket) -> None:
    """Input is at its end, output goes to the pipes, and the rest closes."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.closerange(3, line.fileno())
    os.closerange(line.fileno() + 1, os.sysconf("SC_OPEN_MAX"))


def settle_signals() -> None:
    """As a shell would start it: Python ignores two signals, and the ignoring would outlive the exec."""
    for number in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])


def environment(plan: Plan) -> dict[str, str]:
    """All that a program finds in its environment."""
    cores = str(len(plan.cores))
    counted = {"PYTHON_CPU_COUNT": cores} if plan.interpreter.number >= FIRST_WITH_CPU_COUNT else {}
    return {
        "HOME": WORK,
        "LANG": "C.UTF-8",
        "MALLOC_ARENA_MAX": "2",  # an arena of 64 MiB of address space for each thread adds up
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": "/interleave",  # the start-up hook, for spawned children as well
        **counted,
    }
