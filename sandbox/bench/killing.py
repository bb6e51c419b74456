"""Ends a run before its time, in one of the ways in which runs are ended, at a moment that chance has chosen."""

import os
import random
import select
import signal
import threading
from collections.abc import Callable
from contextlib import suppress

from sandbox.bench.own_runner import OwnRunner
from sandbox.bench.processes import descent
from sandbox.bench.programs import ENDLESS, THAT_END
from sandbox.jobs import Job, Limits
from sandbox.runner.client import RunnerGone, Running, running

LATEST_MOMENT_SECONDS = 0.25
"""From before the first instruction to after the end of those that end by themselves."""
DYING_SECONDS = 5.0
"""Until then a program may begin in a jail whose end is on its way, and then it ends with it."""
LIMITS = Limits(wall_seconds=2)
"""Where the one that was killed did nothing for this run, it ends so."""


def killed_run(runner: OwnRunner, chance: random.Random) -> str:
    """How one run was killed; it may have ended by itself before."""
    source = chance.choice([*THAT_END.values(), ENDLESS])
    how = chance.choice(["stop asked", "caller hung up", "process killed"])
    moment = chance.uniform(0, LATEST_MOMENT_SECONDS)
    with running(runner.socket, Job(source, limits=LIMITS)) as run:
        acts: dict[str, Callable[[], None]] = {
            "stop asked": run.stop,
            "caller hung up": run.hang_up,
            "process killed": lambda: kill_one_below(runner.process.pid, chance),
        }
        hear_and(acts[how], run, seconds=moment)
    return how


def hear_and(act: Callable[[], None], run: Running, *, seconds: float) -> None:
    """Hears the run out, and acts after some seconds, though it be over."""
    timer = threading.Timer(seconds, act)
    timer.start()
    with suppress(RunnerGone):
        for _ in run.events():
            continue
    timer.join()


def kill_one_below(pid: int, chance: random.Random) -> None:
    """Any descendant of the runner: a zygote, a keeper of a jail, a program, one that waits; returns when it is dead.

    By a descriptor, opened before it is looked at again: its number may be somebody else's by now.
    """
    below = descent(pid)[1:]
    if not below:
        return
    chosen = chance.choice(below).pid
    with suppress(ProcessLookupError):
        pidfd = os.pidfd_open(chosen)
        try:
            if chosen in [each.pid for each in descent(pid)]:
                signal.pidfd_send_signal(pidfd, signal.SIGKILL)
                select.select([pidfd], [], [], DYING_SECONDS)
        finally:
            os.close(pidfd)
