"""Whether a runner and all below it are at rest: nobody runs, or wants a core, or has run since the last look."""

import time
from pathlib import Path

from sandbox.bench.processes import descent, read, threads

LOOK_SECONDS = 0.04
PATIENCE_SECONDS = 30.0
RUNNABLE_OR_IN_THE_KERNEL = ("R", "D")


def wait_for_rest(pid: int) -> None:
    """Until they are, or patience ends. Only time, or somebody else, can wake any of them then.

    That they use no CPU time is not enough: on a busy host who builds the next jail may get no core for a while.
    """
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    before = accounts(pid)
    while time.monotonic() < give_up_at:
        time.sleep(LOOK_SECONDS)
        now = accounts(pid)
        if is_rest(before, now):
            return
        before = now


def is_rest(before: dict[Path, tuple[str, str]], now: dict[Path, tuple[str, str]]) -> bool:
    return before == now and not any(state in RUNNABLE_OR_IN_THE_KERNEL for state, _ in now.values())


def accounts(pid: int) -> dict[Path, tuple[str, str]]:
    """Of each thread of a process and its descendants: its state, and then the kernel's account of its runs."""
    return {
        thread: (read(thread / "stat").rpartition(") ")[2][:1], read(thread / "schedstat"))
        for process in descent(pid)
        for thread in threads(process.pid)
    }
