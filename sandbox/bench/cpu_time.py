"""CPU time of whole trees of processes, kernel time included, as the kernel counts it in three places."""

import contextlib
import os
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sandbox.bench.orphans import reap
from sandbox.bench.processes import descent, read

CGROUPS = Path("/sys/fs/cgroup")
JOIN = 'echo $$ > "$0" && exec "$@"'
KTHREADD = 2
QUIET_SECONDS, QUIET_SHARE, PATIENCE_SECONDS = 0.04, 0.01, 3.0
"""A tree is idle once it used less than a hundredth of a core in forty milliseconds."""


@dataclass(frozen=True)
class CpuGroup:
    """A cgroup that counts what all processes in it, and below it, have used: to the nanosecond or microsecond."""

    folder: Path
    version: int

    @property
    def launcher(self) -> tuple[str, ...]:
        """Words before a command line: the command is in the cgroup before its first instruction."""
        return ("/bin/sh", "-c", JOIN, str(self.folder / "cgroup.procs"))

    def seconds(self) -> float:
        if self.version == 1:
            return int((self.folder / "cpuacct.usage").read_text()) * 1e-9
        lines = dict(line.split() for line in (self.folder / "cpu.stat").read_text().splitlines())
        return int(lines["usage_usec"]) * 1e-6


@contextmanager
def cpu_group() -> Iterator[CpuGroup | None]:
    """A new cgroup below our own; None where none can be made. At the end it is removed with those below it."""
    group = _made_group()
    try:
        yield group
    finally:
        if group is not None:
            for folder, _, _ in os.walk(group.folder, topdown=False):
                with contextlib.suppress(OSError):  # somebody still lives there
                    Path(folder).rmdir()


def _made_group() -> CpuGroup | None:
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, controllers, path = line.split(":", 2)
        is_second = not controllers and (CGROUPS / "cgroup.controllers").exists()
        if is_second or "cpuacct" in controllers.split(","):
            root = CGROUPS if is_second else CGROUPS / "cpuacct"
            group = CpuGroup(root / path.lstrip("/") / f"interleave-bench-{os.getpid()}", 2 if is_second else 1)
            with contextlib.suppress(OSError):
                group.folder.mkdir()
                group.seconds()
                return group
    return None


def reaped_seconds(*, but: int) -> float:
    """Of all our children that have ended, after waiting for all except `but`, and of all that they had waited for."""
    reap(but=but, waiting=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def tree_seconds(pid: int) -> float:
    """Of a process, its living descendants, and all that any of them has waited for; in steps of 10 ms."""
    return sum(each.ticks for each in descent(pid)) / os.sysconf("SC_CLK_TCK")


def kernel_workers_seconds() -> float:
    """Of the kernel's own threads, which tear namespaces down after a run; 0 where they are not to be seen."""
    schedstats = (read(Path("/proc", str(each.pid), "schedstat")) for each in descent(KTHREADD))
    return sum(int(each.split()[0]) for each in schedstats if each) * 1e-9


def settled(seconds: Callable[[], float]) -> float:
    """The reading once it stands still: what a run leaves behind, a jail to be made anew, is part of its cost."""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    before = seconds()
    while time.monotonic() < give_up_at:
        time.sleep(QUIET_SECONDS)
        now = seconds()
        if now - before < QUIET_SECONDS * QUIET_SHARE:
            return now
        before = now
    return before
