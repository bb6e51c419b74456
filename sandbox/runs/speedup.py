"""How much faster a program gets with more workers, and which part of its work ran in parallel; plain rules.

Amdahl's law: where a share p of the work runs in parallel, n workers on cores of their own are 1 / ((1 - p) + p / n)
times as fast as one (G. M. Amdahl, Validity of the single processor approach, AFIPS 1967).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.runs.comparing import SAME_WITHIN, SHORTEST_SECONDS, Timed

LEAST_POINTS = 3
"""With fewer a curve through them says nothing of how the program goes on."""
WAITS_FROM = 1.1
"""Times the cores: what is faster than they can compute has waited, and did so in parallel."""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """The times of a program that was told to use so many workers."""

    workers: int
    timed: Timed


@dataclass(frozen=True, kw_only=True)
class Point:
    """How many times as fast as one worker at its median: at its own median, and at its slowest and fastest."""

    measured: Measured
    ratio: float
    least: float
    most: float

    @property
    def workers(self) -> int:
        return self.measured.workers


@dataclass(frozen=True, kw_only=True)
class SpeedUp:
    """`share`: the part of the work that ran in parallel, from 0 to 1; None where the points do not tell."""

    points: Sequence[Point]
    cores: int
    share: float | None


def speed_up(measured: Sequence[Measured], *, cores: int, is_fair: bool = True) -> SpeedUp | None:
    """None without a time of one worker and one of more. Times that are not fair tell no share."""
    points = points_of(measured)
    if len(points) < 2:
        return None
    return SpeedUp(points=points, cores=cores, share=parallel_share(points, cores=cores) if is_fair else None)


def points_of(measured: Sequence[Measured]) -> list[Point]:
    """By their number of workers; none without a time of one worker."""
    alone = next((each.timed.seconds for each in measured if each.workers == 1), None)
    if alone is None:
        return []
    return [
        Point(
            measured=each,
            ratio=ratio(alone, each.timed.seconds),
            least=ratio(alone, each.timed.slowest),
            most=ratio(alone, each.timed.quickest),
        )
        for each in sorted(measured, key=lambda each: each.workers)
    ]


def ratio(alone: float, seconds: float) -> float:
    return max(alone, SHORTEST_SECONDS) / max(seconds, SHORTEST_SECONDS)


def parallel_share(points: Sequence[Point], *, cores: int) -> float | None:
    """The p of Amdahl's law that fits best to the points that had a core for each worker.

    The time with n workers, in times of one, is 1 - p (1 - 1/n): a straight line in p, so the least squares are exact.
    """
    on_cores = [point for point in points if 1 < point.workers <= cores]
    if len(points) < LEAST_POINTS or not on_cores:
        return None
    saved = [(1 - 1 / point.workers, 1 - 1 / point.ratio) for point in on_cores]
    share = sum(most * was for most, was in saved) / sum(most * most for most, _ in saved)
    return min(max(share, 0.0), 1.0)


def amdahl(workers: float, *, share: float) -> float:
    """How many times as fast as one worker so many are, each on a core of its own."""
    return 1 / ((1 - share) + share / workers)


def reading(found: SpeedUp) -> str:
    """What the points say, in a sentence or two; for fair times alone."""
    best = max(found.points, key=lambda point: point.ratio)
    cores = f"{found.cores} core{'s' if found.cores > 1 else ''}"
    if not is_faster(best, than=found.points[0]):
        return f"On {cores}, more workers made it no faster."
    said = f"{best.workers} workers on {cores}: {best.ratio:.1f} times as fast as one"
    if found.share is not None:
        said += f"; about {100 * found.share:.0f}% of the work ran in parallel"
    if best.ratio > WAITS_FROM * found.cores:
        said += f". {cores.capitalize()} cannot compute as much faster: the workers waited, and did so at the same time"
    return f"{said}."


def is_faster(point: Point, *, than: Point) -> bool:
    return point.ratio > 1 + SAME_WITHIN and point.least > than.most
