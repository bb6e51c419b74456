"""What a run uses, as the supervisor sees it from outside: one reading for all its processes together."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Reading:
    """CPU seconds so far, memory now and at its highest in bytes, processes with their threads now.

    `was_refused_memory`, `was_refused_processes`: the kernel itself has held a limit, whatever the other figures say.
    """

    cpu_seconds: float = 0.0
    memory_bytes: int = 0
    peak_memory_bytes: int = 0
    processes: int = 0
    was_refused_memory: bool = False
    was_refused_processes: bool = False


class Meter(Protocol):
    """One run's meter; `read` costs some tenths of a millisecond, or more where there are many processes."""

    def read(self) -> Reading: ...

    def close(self) -> None:
        """Puts away what the meter needed on the host; the run is over and reaped."""
