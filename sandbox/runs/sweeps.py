"""A sweep: one program, run with several numbers of workers; what its page shows of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.runs.comparing import Timed
from sandbox.runs.curves import Curve, curve_of
from sandbox.runs.models import Run
from sandbox.runs.repeats import seconds
from sandbox.runs.speedup import Measured, Point, SpeedUp, amdahl, reading, speed_up


@dataclass(frozen=True, kw_only=True)
class SweepRow:
    """Of one number of workers, in words: its times, how many times as fast as one it is, and would be by Amdahl.

    `fastest`, `slowest`: "" where it was timed once.
    """

    workers: int
    median: str
    fastest: str
    slowest: str
    cpu: str
    ratio: str
    amdahl: str


@dataclass(frozen=True, kw_only=True)
class SweepFigure:
    """`sentence` reads the curve, "" where its times are not fair · `percent`: the share, where it is known."""

    curve: Curve
    rows: Sequence[SweepRow]
    sentence: str
    percent: int | None
    cores: int
    title: str


def sweep_of(runs: Sequence[Run], times: Sequence[Timed], *, is_fair: bool) -> SweepFigure | None:
    """None where the runs are no sweep, or too little of it has finished. `times`: those that have, by their keys."""
    by_key = {each.key: each for each in times}
    done = [run for run in runs if run.workers and run.key in by_key]
    measured = [Measured(workers=run.workers, timed=by_key[run.key]) for run in done]
    cores = min((run.cores for run in done), default=0)
    found = speed_up(measured, cores=cores, is_fair=is_fair) if cores else None
    if found is None:
        return None
    return SweepFigure(
        curve=curve_of(found),
        rows=[row(point, found.share) for point in found.points],
        sentence=reading(found) if is_fair else "",
        percent=None if found.share is None else round(100 * found.share),
        cores=cores,
        title=label(found),
    )


def label(found: SpeedUp) -> str:
    """For those who see no drawing."""
    points = ", ".join(f"{point.ratio:.2f} with {point.workers}" for point in found.points)
    return f"Times as fast as one worker, by number of workers: {points}."


def row(point: Point, share: float | None) -> SweepRow:
    timed = point.measured.timed
    return SweepRow(
        workers=point.workers,
        median=seconds(timed.seconds),
        fastest=seconds(timed.quickest) if timed.is_repeated else "",
        slowest=seconds(timed.slowest) if timed.is_repeated else "",
        cpu=seconds(timed.cpu_seconds),
        ratio=f"{point.ratio:.2f}",
        amdahl="" if share is None else f"{amdahl(point.workers, share=share):.2f}",
    )
