"""Memory of processes, of their cgroups, and of the whole machine, in bytes."""

from pathlib import Path

from sandbox.bench.cpu_time import CGROUPS
from sandbox.bench.processes import read

KIBIBYTE = 1024


def memory_bytes(pid: int, *names: str) -> int:
    """The sum of lines of `smaps_rollup`: Pss, Rss, Private_Clean, Private_Dirty; 0 for one that has ended."""
    return _kibibytes(Path("/proc", str(pid), "smaps_rollup"), names) * KIBIBYTE


def available_bytes() -> int:
    """What the machine could still give."""
    return _kibibytes(Path("/proc/meminfo"), ("MemAvailable",)) * KIBIBYTE


def _kibibytes(path: Path, names: tuple[str, ...]) -> int:
    lines = (line.split() for line in read(path).splitlines())
    return sum(int(line[1]) for line in lines if line[0].rstrip(":") in names)


def memory_cgroup(pid: int) -> Path | None:
    """The folder of the cgroup that a process's memory is charged to."""
    for line in read(Path("/proc", str(pid), "cgroup")).splitlines():
        _, controllers, path = line.split(":", 2)
        if "memory" in controllers.split(","):
            return CGROUPS / "memory" / path.lstrip("/")
        if not controllers and (CGROUPS / "cgroup.controllers").exists():
            return CGROUPS / path.lstrip("/")
    return None


def charged_bytes(folder: Path) -> int:
    """All that is charged to a cgroup, the kernel's own structures too; 0 where it is not counted."""
    return int(read(folder / "memory.usage_in_bytes") or read(folder / "memory.current") or 0)
