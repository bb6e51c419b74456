"""Builds one jail around one program: exec'd for each run, with an empty environment, and single-threaded.

Standard input is the plan; standard output and error are the program's own from the start; the control line is a
further descriptor. The builder outlives its jail as the parent of pid 1, to say how much CPU it used.
"""

import os
import signal
import socket
import sys
from pathlib import Path

from sandbox.jail import control, kernel, limits
from sandbox.jail.namespaces import become, leave_the_host
from sandbox.jail.pid_one import live_as_pid_one
from sandbox.jail.plan import Plan
from sandbox.jail.root import enter_root
from sandbox.jail.steps import StepFailed, step

INSIDE = Path(__file__).parents[1] / "inside"
HOOK = "sitecustomize.py"
ROOM = "interleave"
"""The folder of the jail's root that holds what is ours."""


def main() -> None:
    line = socket.socket(fileno=int(sys.argv[2]))
    line.set_inheritable(False)
    runner = os.getppid()
    kernel.die_with_parent(signal.SIGKILL)
    plan = Plan.from_bytes(sys.stdin.buffer.read())
    try:
        build(plan)
        die_with(runner)
    except StepFailed as failure:
        control.tell(line, control.Failed(step=failure.step, errno=failure.errno or 0, text=failure.strerror or ""))
        sys.exit(1)
    give_birth(line, plan)


def build(plan: Plan) -> None:
    """The walls that stand before pid 1 does. As root: mounts first, since some sources are readable to root alone."""
    inside = {f"{ROOM}/{HOOK}": (INSIDE / HOOK).read_text()}
    with step("cores and oom score"):
        limits.stay_on(plan.cores)
        limits.offer_oneself_to_the_oom_killer()
    if plan.uid is None:
        with step("namespaces"):
            leave_the_host()
        with step("root"):
            enter_root(plan.interpreter, inside=inside)
        return
    with step("root"):
        os.unshare(os.CLONE_NEWNS)
        enter_root(plan.interpreter, inside=inside)
    with step("namespaces"):
        become(plan.uid)
        leave_the_host()


def die_with(runner: int) -> None:
    """Again, since the change of uid forgot it; one that died meanwhile has left this process to another parent."""
    kernel.die_with_parent(signal.SIGKILL)
    if os.getppid() != runner:
        sys.exit(1)


def give_birth(line: socket.socket, plan: Plan) -> None:
    """Forks pid 1 of the new pid namespace and waits until nothing of it lives."""
    lifeline, held = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(held)
        live_as_pid_one(line, plan, lifeline=lifeline)
    os.close(lifeline)
    close_output()
    control.tell(line, control.Born(pid=pid), [os.pidfd_open(pid)])
    _, _, usage = os.wait4(pid, 0)  # the kernel reaps what is left in the namespace into pid 1's own account
    control.tell(line, control.Reaped(cpu_seconds=usage.ru_utime + usage.ru_stime))


def close_output() -> None:
    """The program's output ends when the program's processes end, not when its keepers do."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    os.close(nowhere)
