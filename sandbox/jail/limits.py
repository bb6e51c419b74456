"""The limits the kernel holds for each process of a run, beside those that the supervisor counts for all of them."""

import os
import resource
import sys
from collections.abc import Collection
from pathlib import Path

from sandbox.jobs import Limits

MEBIBYTE = 1024 * 1024
OPEN_FILES = 512
"""Of one process: a selector with 200 clients over loopback needs 400."""
LEAP_BYTES = 4 * 1024 * MEBIBYTE
"""Beyond the limit one process may not even ask; nearer to it the supervisor ends the run, with its own outcome."""
HEAP_BYTES = 32 * MEBIBYTE
"""Address space that each thread of a free-threaded build takes beside its stack; refused it, a thread never starts."""
STACK_BYTES = 8 * MEBIBYTE
"""Of the main thread, and address space of each other one: with less, recursion crashes before Python sees it."""
KEEPERS = 1
"""Pid 1 counts as a process of the jail's uid as well."""
SLACK_PROCESSES = 8
"""How far a run may go over its limit until the supervisor, which looks every few milliseconds, ends it."""
SLACK_CPU_SECONDS = 2


def limit_resources(limits: Limits) -> None:
    """Bounds this process and those that it starts; called as an unprivileged uid, or RLIMIT_NPROC does nothing."""
    memory = limits.memory_mebibytes * MEBIBYTE
    processes = limits.processes + SLACK_PROCESSES + KEEPERS
    of_threads = processes * (STACK_BYTES + HEAP_BYTES * ("t" in sys.abiflags))
    for kind, most in (
        (resource.RLIMIT_NPROC, processes),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_FSIZE, memory),
        (resource.RLIMIT_DATA, memory + LEAP_BYTES + of_threads),
        (resource.RLIMIT_STACK, STACK_BYTES),
        (resource.RLIMIT_CPU, int(limits.cpu_seconds) + SLACK_CPU_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
    ):
        _lower(kind, most)


def stay_on(cores: Collection[int]) -> None:
    os.sched_setaffinity(0, cores)


def offer_oneself_to_the_oom_killer() -> None:
    """Where the whole host runs out of memory, the kernel takes learners' programs first."""
    Path("/proc/self/oom_score_adj").write_text("1000")


def _lower(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(kind, (most, most))
