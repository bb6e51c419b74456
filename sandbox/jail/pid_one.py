"""Pid 1 of a jail: puts up the inner walls, starts the program when told, reaps what it leaves, says how it ended."""

import os
import signal
import socket
from typing import NoReturn

from sandbox.jail import control, kernel
from sandbox.jail.inner_walls import close_the_walls, raise_the_walls
from sandbox.jail.plan import SHARED_MEMORY, WORK, Plan
from sandbox.jail.program import become_program
from sandbox.jail.steps import StepFailed

KIBIBYTE = 1024


def live_as_pid_one(line: socket.socket, plan: Plan, *, lifeline: int) -> NoReturn:
    """`lifeline`: a pipe whose other end the builder holds; its end says that the builder died before we could ask."""
    try:
        die_with_the_builder(lifeline)
        has_own_proc = raise_the_walls(plan)
        close_the_walls(plan.job.limits)
        die_with_the_builder(lifeline)
        kernel.set_dumpable(dumpable=False)  # the program has the same uid, and may not trace us nor read our /proc
        tell_that_all_is_built(line, has_own_proc=has_own_proc)
        if line.recv(len(control.GO)) == control.GO:
            control.tell(line, run(line, plan))
    except StepFailed as failure:
        control.tell(line, control.Failed(step=failure.step, errno=failure.errno or 0, text=failure.strerror or ""))
    except BrokenPipeError:
        pass  # the runner is gone, and all of this with it
    os._exit(0)


def die_with_the_builder(lifeline: int) -> None:
    kernel.die_with_parent(signal.SIGKILL)
    os.set_blocking(lifeline, False)
    try:
        if os.read(lifeline, 1) == b"":
            os._exit(1)
    except BlockingIOError:
        return


def tell_that_all_is_built(line: socket.socket, *, has_own_proc: bool) -> None:
    seen = [WORK, SHARED_MEMORY, *(["/proc"] if has_own_proc else [])]
    descriptors = [os.open(path, os.O_RDONLY | os.O_DIRECTORY) for path in seen]
    control.tell(line, control.Built(has_own_proc=has_own_proc), descriptors)
    for each in descriptors:
        os.close(each)


def run(line: socket.socket, plan: Plan) -> control.Exited:
    """Starts the program as pid 2, and reaps whatever ends until the program does."""
    program = os.fork()
    if program == 0:
        become_program(line, plan)
    for number in (0, 1, 2):
        os.close(number)
    while True:
        pid, status, usage = os.wait3(0)
        if pid == program:
            return control.Exited(code=os.waitstatus_to_exitcode(status), largest_bytes=usage.ru_maxrss * KIBIBYTE)
