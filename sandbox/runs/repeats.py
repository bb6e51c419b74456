"""Every time that the versions of a comparison took: as dots on one axis, and the same as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from sandbox.runs.comparing import SHORTEST_SECONDS, Bar, Timed
from sandbox.xray.drawing.axes import Axis
from sandbox.xray.drawing.figures import Tick


@dataclass(frozen=True, kw_only=True)
class Repeats:
    """One version: where its times lie, in percent of the axis, and its `median`, `fastest` and `slowest` there."""

    bar: Bar
    dots: Sequence[float]
    median: float
    fastest: float
    slowest: float


@dataclass(frozen=True, kw_only=True)
class RepeatsFigure:
    """`title`: how often each was timed, in words."""

    title: str
    rows: Sequence[Repeats]
    ticks: Sequence[Tick]


@dataclass(frozen=True, kw_only=True)
class TimesRow:
    """Seconds of one version in words: the `median`, the `least`, the `most`, and `each`, "" where it was run less."""

    median: str
    least: str
    most: str
    each: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class TimesTable:
    """`numbers`: 1, 2 … as often as any was timed · `rows`: label, times on the wall, times of the CPU."""

    numbers: Sequence[int]
    rows: Sequence[tuple[str, TimesRow, TimesRow]]


def repeats_of(bars: Sequence[Bar]) -> RepeatsFigure | None:
    """None where nothing was timed more than once."""
    drawn = [bar for bar in bars if bar.timed.every]
    if not any(bar.timed.every[1:] for bar in drawn):
        return None
    axis = Axis(0.0, max(*(bar.timed.slowest for bar in drawn), SHORTEST_SECONDS))
    return RepeatsFigure(
        title=title([bar.timed for bar in drawn]), rows=[row(bar, axis) for bar in drawn], ticks=axis.ticks()
    )


def title(timed: Sequence[Timed]) -> str:
    times = sorted({len(each.every) for each in timed})
    return f"{times[0]} repeats each" if len(times) == 1 else f"{times[0]} to {times[-1]} repeats each"


def row(bar: Bar, axis: Axis) -> Repeats:
    timed = bar.timed
    return Repeats(
        bar=bar,
        dots=[place(axis, each) for each in timed.every],
        median=place(axis, timed.seconds),
        fastest=place(axis, timed.quickest),
        slowest=place(axis, timed.slowest),
    )


def place(axis: Axis, seconds: float) -> float:
    return round(axis.at(seconds), 2)


def table_of_times(timed: Sequence[Timed]) -> TimesTable:
    most = max((max(1, len(each.every)) for each in timed), default=0)
    return TimesTable(
        numbers=range(1, most + 1),
        rows=[
            (
                each.label,
                times_row(each.every or (each.seconds,), columns=most),
                times_row(each.every_cpu or (each.cpu_seconds,), columns=most),
            )
            for each in timed
        ],
    )


def times_row(times: Sequence[float], *, columns: int) -> TimesRow:
    cells = [seconds(each) for each in times]
    return TimesRow(
        median=seconds(median_low(times)),
        least=seconds(min(times)) if times[1:] else "",
        most=seconds(max(times)) if times[1:] else "",
        each=cells + [""] * (columns - len(cells)),
    )


def seconds(number: float) -> str:
    return f"{number:.3f}" if 0 < number < 1 else f"{number:.2f}"
