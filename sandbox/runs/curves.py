"""The curve of a speed-up as a drawing: places in percent of its width, and in pixels of its height."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from sandbox.runs.speedup import Point, SpeedUp, amdahl

TOP, BOTTOM = 20.0, 220.0
"""Pixels: where the largest speed-up of the axis lies, and where none at all does."""
MOST_LINES = 7
STEPS = 48
"""Straight pieces of a curve: in a drawing of 600 pixels nobody sees them."""
LEANS_FROM = 0.45
"""Where the word for the perfect line stands, of its way up."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A word of the drawing, or a figure at an axis. `anchor`: which of its ends lies at x, in SVG's words."""

    x: float
    y: float
    word: str
    anchor: str = "end"


@dataclass(frozen=True, kw_only=True)
class Dot:
    """What was measured: its median, its fastest and its slowest time."""

    x: float
    y: float
    top: float
    bottom: float
    point: Point


@dataclass(frozen=True, kw_only=True)
class Curve:
    """`perfect` and `amdahl`: points of a polyline, x from 0 to 100; `amdahl` is "" where no share is known.

    `over`: from where on the workers outnumber the cores, and how wide that is; None where they never do.
    """

    rungs: Sequence[Mark]
    ticks: Sequence[Mark]
    perfect: str
    amdahl: str
    over: tuple[float, float] | None
    dots: Sequence[Dot]
    words: Sequence[Mark]


class Plane:
    """Where a number of workers and a speed-up lie."""

    def __init__(self, *, most_workers: int, most: int) -> None:
        self.most_workers, self.most = most_workers, most

    def x(self, workers: float) -> float:
        return round(100 * (workers - 1) / (self.most_workers - 1), 2)

    def y(self, ratio: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * min(ratio, self.most) / self.most, 1)


def curve_of(found: SpeedUp) -> Curve:
    most_workers = found.points[-1].workers
    plane = Plane(most_workers=most_workers, most=min(most_of(found), max(2, most_workers + 1)))
    return Curve(
        rungs=[Mark(x=0, y=plane.y(each), word=str(each)) for each in range(0, plane.most + 1, step(plane.most))],
        ticks=[tick(point, plane) for point in found.points],
        perfect=line(plane, [(1, 1), (min(plane.most, most_workers), min(plane.most, most_workers))]),
        amdahl="" if found.share is None else amdahl_line(plane, found.share),
        over=(plane.x(found.cores), 100 - plane.x(found.cores)) if found.cores < most_workers else None,
        dots=[dot(point, plane) for point in found.points],
        words=words(found, plane),
    )


def most_of(found: SpeedUp) -> int:
    """The axis has room above everything that was measured, and above the fitted curve."""
    most = max(point.most for point in found.points)
    fitted = 0.0 if found.share is None else amdahl(found.points[-1].workers, share=found.share)
    return max(2, ceil(max(most, fitted)) + 1)


def step(most: int) -> int:
    return max(1, ceil(most / MOST_LINES))


def tick(point: Point, plane: Plane) -> Mark:
    x = plane.x(point.workers)
    anchor = "start" if x == 0 else "end" if x == 100 else "middle"
    return Mark(x=x, y=BOTTOM + 20, word=str(point.workers), anchor=anchor)


def dot(point: Point, plane: Plane) -> Dot:
    return Dot(
        x=plane.x(point.workers),
        y=plane.y(point.ratio),
        top=plane.y(point.most),
        bottom=plane.y(point.least),
        point=point,
    )


def amdahl_line(plane: Plane, share: float) -> str:
    numbers = [1 + (plane.most_workers - 1) * number / STEPS for number in range(STEPS + 1)]
    return line(plane, [(number, amdahl(number, share=share)) for number in numbers])


def line(plane: Plane, points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{plane.x(workers):.2f},{plane.y(ratio):.1f}" for workers, ratio in points)


def words(found: SpeedUp, plane: Plane) -> list[Mark]:
    """What each line is called, at its end; of two ends that lie close the upper one is named above."""
    last = found.points[-1]
    lean = 1 + LEANS_FROM * (min(plane.most, last.workers) - 1)
    said = [Mark(x=plane.x(lean) - 1.5, y=plane.y(lean), word="perfect")]
    measured_above = found.share is not None and last.ratio > amdahl(last.workers, share=found.share)
    said.append(Mark(x=99, y=plane.y(last.most) - 9 if measured_above else plane.y(last.least) + 20, word="measured"))
    if found.share is not None:
        end = plane.y(amdahl(last.workers, share=found.share))
        label = f"Amdahl, {100 * found.share:.0f}% parallel"
        said.append(Mark(x=99, y=end + 18 if measured_above else end - 9, word=label))
    return said
