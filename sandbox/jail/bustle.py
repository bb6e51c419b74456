"""How busy a run's cores were with others meanwhile, by the kernel's account of every core.

A time measured beside somebody else's work is a wrong lesson; so it is measured, and said.
"""

import os
from collections.abc import Collection
from pathlib import Path

STAT = Path("/proc/stat")
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
IDLE, WAITING_FOR_DISK = 3, 4
"""Which columns of a core are time that nobody used. All others are use, also what a hypervisor took (steal)."""
GUESTS_FROM = 8
"""Columns from here on are contained in others."""


class Bustle:
    """Begins when it is made. Without /proc/stat nothing is known, and nothing is said to be busy."""

    def __init__(self, cores: Collection[int]) -> None:
        self._cores = frozenset(cores)
        self._before = self._used()

    def others_seconds(self, own_seconds: float) -> float:
        """CPU seconds on these cores since the beginning that were not the run's own; ticks of 10 ms make it rough."""
        return round(max(0.0, self._used() - self._before - own_seconds), 3)

    def _used(self) -> float:
        try:
            lines = STAT.read_text().splitlines()
        except OSError:
            return 0.0
        return sum(used_ticks(line) for line in lines if is_of(line, self._cores)) / TICKS_A_SECOND


def is_of(line: str, cores: Collection[int]) -> bool:
    name = line.partition(" ")[0].removeprefix("cpu")
    return name.isdigit() and int(name) in cores


def used_ticks(line: str) -> int:
    columns = list(map(int, line.split()[1:]))[:GUESTS_FROM]
    return sum(columns) - columns[IDLE] - columns[WAITING_FOR_DISK]
