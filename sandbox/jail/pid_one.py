"""Pid 1 of a jail: puts up the walls, forks the program's process, reaps what that leaves, says how it ended."""

import os
import select
import signal
import socket
from contextlib import suppress
from typing import NoReturn

from sandbox.jail import control, kernel
from sandbox.jail.ends import Ends
from sandbox.jail.inner_walls import drop_privileges
from sandbox.jail.namespaces import become_inside
from sandbox.jail.program import become_program
from sandbox.jail.steps import StepFailed

KIBIBYTE = 1024


def live_as_pid_one(ends: Ends) -> None:
    """Returns in the program's process, once that has its order; pid 1 itself never returns.

    It forks before any wall is up, and the program's process builds them: what pid 1 touches of the zygote's memory
    is copied for it, and once more for the program. That waits until pid 1, without any privilege, shuts the gate.
    """
    line = socket.socket(fileno=ends.line)
    try:
        if line.recv(len(control.BUILD)) != control.BUILD:
            os._exit(1)  # the runner is gone
        become_inside()
        gate, our_gate = os.pipe()
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # of those without a handler, pid 1 hears none from inside
        program = kernel.fork()
        if program == 0:
            os.close(our_gate)
            become_program(line, ends, gate)
            return
        drop_privileges()
        die_with_the_runner(line)
        kernel.set_dumpable(dumpable=False)  # the program has the same uid, and may not trace us nor read our /proc
        keep(line, program)
    except StepFailed as failure:
        control.tell(line, control.Failed.of(failure))
    except (BrokenPipeError, ConnectionResetError):
        pass  # the runner is gone, and all of this with it
    os._exit(1)


def die_with_the_runner(line: socket.socket) -> None:
    """Asked for after the last change of identity, which forgets it; one that died before shows at the line."""
    kernel.die_with_parent(signal.SIGKILL)
    poller = select.poll()
    poller.register(line, select.POLLHUP)
    if poller.poll(0):
        os._exit(1)


def keep(line: socket.socket, program: int) -> NoReturn:
    """Reaps whatever ends until the program does. The pipes end when the program's processes end, not with us.

    Letting go of all descriptors shuts the gate.
    """
    os.closerange(0, line.fileno())
    os.closerange(line.fileno() + 1, MOST_DESCRIPTORS)
    while True:
        pid, status, usage = os.wait3(0)
        if pid == program:
            code = os.waitstatus_to_exitcode(status)
            control.tell(line, control.Exited(code=code, largest_bytes=usage.ru_maxrss * KIBIBYTE))
            end_the_rest()
            os._exit(0)


def end_the_rest() -> None:
    """Ends whoever the program leaves behind, and waits for each: only so is their CPU time in our account.

    The kernel would end them with us, but reaps them without counting. A forkserver has nearly all of a program's.
    """
    with suppress(ProcessLookupError):
        os.kill(-1, signal.SIGKILL)
    with suppress(ChildProcessError):
        while True:
            os.wait()


MOST_DESCRIPTORS = 64
"""More than a zygote ever holds."""
