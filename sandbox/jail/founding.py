"""Founds a zygote: builds the root that its jails will share, and becomes an interpreter that waits in it.

Exec'd by the runner for each interpreter, under the site's own Python, with an empty environment and single-threaded.
What it becomes is an ordinary `python /tmp/main.py`, stopped in the start-up hook; `zygote.py` goes on there.
"""

import os
import signal
import socket
import sys
from pathlib import Path

from sandbox.jail import control, kernel
from sandbox.jail.interpreters import Interpreter
from sandbox.jail.limits import offer_oneself_to_the_oom_killer
from sandbox.jail.namespaces import become_root_of_a_user_namespace
from sandbox.jail.paths import PROGRAM, WORK
from sandbox.jail.program import environment, settle_signals
from sandbox.jail.root import enter_root
from sandbox.jail.steps import StepFailed, step
from sandbox.jail.zygote import DOOR

PACKAGE = Path(__file__).parents[1]
"""The folder of the sandbox."""


def main() -> None:
    door = socket.socket(fileno=int(sys.argv[2]))
    runner = os.getppid()
    interpreter, how = control.founding_order(door.recv(control.MESSAGE_BYTES))
    try:
        found(interpreter, **how)
        die_with(runner)
        become_zygote(interpreter, door)
    except StepFailed as failure:
        control.tell(door, control.Failed.of(failure))
        sys.exit(1)


def found(interpreter: Interpreter, *, is_root: bool, masks_proc: bool) -> None:
    """The walls that all jails of one interpreter share.

    `is_root`: whether root's right to take other uids may be used. `masks_proc`: as an engine of containers does, so
    that a jail gets no /proc of its own (tier 1b).
    """
    with step("oom score"):
        offer_oneself_to_the_oom_killer()
    with step("namespaces"):
        if is_root:
            os.setgroups([])
            os.unshare(os.CLONE_NEWNS)
        else:
            become_root_of_a_user_namespace()
    with step("root"):
        enter_root(interpreter, sandbox=PACKAGE, masks_proc=masks_proc)


def die_with(runner: int) -> None:
    """Not before: a change of identity forgets it. A runner that died meanwhile left this process to another parent."""
    kernel.die_with_parent(signal.SIGKILL)
    if os.getppid() != runner:
        sys.exit(1)


def become_zygote(interpreter: Interpreter, door: socket.socket) -> None:
    with step("interpreter"):
        os.chdir(WORK)
        door.set_inheritable(False)  # nothing but DOOR may be left of it in a jail
        os.dup2(door.fileno(), DOOR)
        os.set_inheritable(DOOR, True)  # noqa: FBT003
        settle_signals()
        os.execve(interpreter.executable, [interpreter.executable, PROGRAM], environment_of(interpreter))  # noqa: S606


def environment_of(interpreter: Interpreter) -> dict[str, str]:
    """What the race lab explores must be the same every time: also the order of a set."""
    return environment() | ({"PYTHONHASHSEED": "0"} if interpreter.greenlet is not None else {})
