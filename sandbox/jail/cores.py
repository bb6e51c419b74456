"""How many cores this process may use, from its affinity and its cgroup's quota, and how slots share them."""

import os
from pathlib import Path

from sandbox.jail.homes import own_cgroups, own_folders

SMALL_SLOT, LARGE_SLOT, LARGE_HOST = 2, 4, 8
"""A slot has two cores, so that processes can be seen to be faster than threads; four on a host of eight or more."""


def usable_cores() -> tuple[int, ...]:
    """The cores of this process's affinity, no more of them than its quota of CPU time fills; at least one."""
    cores = sorted(os.sched_getaffinity(0))
    return tuple(cores[: max(1, int(quota() or len(cores)))])


def quota() -> float | None:
    """CPU seconds a second that the cgroup allows; None without a quota."""
    own = own_folders(1).get("cpu")
    if own is not None:
        microseconds, period = _numbers(own / "cpu.cfs_quota_us"), _numbers(own / "cpu.cfs_period_us")
        return microseconds[0] / period[0] if microseconds and period and microseconds[0] > 0 else None
    limits = _numbers(Path("/sys/fs/cgroup") / own_cgroups().get("", "/").lstrip("/") / "cpu.max")
    return limits[0] / limits[1] if len(limits) == 2 else None


def _numbers(path: Path) -> list[int]:
    """The numbers in the file; none where it is missing or says “max”."""
    try:
        return [int(word) for word in path.read_text().split()]
    except (OSError, ValueError):
        return []


def shared_out(cores: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The cores of each slot. One core stays the site's own where that leaves a slot; else the one slot shares all."""
    size = LARGE_SLOT if len(cores) >= LARGE_HOST else SMALL_SLOT
    slots = (len(cores) - 1) // size
    if slots == 0:
        return [cores]
    return [cores[1 + number * size : 1 + (number + 1) * size] for number in range(slots)]
