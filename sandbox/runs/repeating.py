"""How often a program is run to be timed, and what its times are then; plain rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from sandbox.events import End

TIMED_AT_MOST = 5
"""Runs of one variant of a comparison: enough to see how much they vary."""
BUDGET_SECONDS = 8.0
"""About how long the timed runs of one variant may take together; a program of eight seconds is timed once."""
BUSY_SHARE = 0.15
"""From here on others used so much of the cores that the times are no fair ones. Our own looking on takes about 5 %."""


@dataclass(frozen=True, kw_only=True)
class Timing:
    """One timed run, in seconds; `others`: CPU that others used on its cores meanwhile."""

    wall: float
    cpu: float
    others: float

    @classmethod
    def of(cls, end: End) -> "Timing":
        return cls(wall=end.wall_seconds, cpu=end.cpu_seconds, others=end.others_seconds)

    def row(self) -> list[float]:
        return [self.wall, self.cpu, self.others]


def timings_of(rows: Sequence[Sequence[float]]) -> list[Timing]:
    return [Timing(wall=wall, cpu=cpu, others=others) for wall, cpu, others in rows]


def times_wanted(timings: Sequence[Timing], *, at_most: int) -> int:
    """How often the program is to be timed in all, as its first time tells."""
    if not timings:
        return min(1, at_most)
    return min(at_most, max(1, int(BUDGET_SECONDS / max(timings[0].wall, 0.001))))


def middle(timings: Sequence[Timing]) -> Timing:
    """The one whose wall time is the median; of an even number the lower one, since it was measured."""
    wall = median_low(each.wall for each in timings)
    return next(each for each in timings if each.wall == wall)


def busy_share(timings: Sequence[Timing], *, cores: int) -> float:
    """How much of the cores others used meanwhile, from 0 to 1."""
    wall = sum(each.wall for each in timings)
    return min(1.0, sum(each.others for each in timings) / (wall * max(1, cores))) if wall > 0 else 0.0
