"""A lane too dense for single slices: its shares in columns of equal width, and what it mostly did in each."""

import operator
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import inf
from typing import Protocol

from sandbox.xray.drawing.axes import Axis
from sandbox.xray.drawing.figures import Column, Rect
from sandbox.xray.drawing.looks import COULD_RUN, FULL, LOOKS, SHARE, TOP, Look, look_of, looks_in
from sandbox.xray.timeline import Lane, Slice, State

MOST_COLUMNS, LEAST_COLUMNS = 240, 60
SLICES_A_COLUMN = 6
"""A column narrower than a few turns would show whose turn it was, and not its share."""
LEAST_SHARE = 0.02
"""Of a column: below it, it did not wait."""


class Tells(Protocol):
    def stretch(self, start: float, end: float, look: Look, on_cpu: float) -> str: ...


class Shares:
    """Seconds by look of every one of `count` columns of an axis; `width` of a column in seconds."""

    def __init__(self, axis: Axis, count: int) -> None:
        self.axis = axis
        self.count = count
        self.width = axis.seconds / count
        self.seconds: dict[Look, list[float]] = {}

    def add_slices(self, slices: Sequence[Slice]) -> None:
        """All that reach into the axis, in order; whatever ends in the column of the one before is added quickly."""
        known: dict[tuple[int, str], list[float]] = {}
        column, until = 0, -inf
        for each in slices:
            key, end = (id(each.state), each.what), each.end
            if end <= until and key in known:
                known[key][column] += end - each.start
                continue
            look, end = look_of(each), min(end, self.axis.end)
            self.add(look, max(each.start, self.axis.start), end)
            known[key] = self.seconds[look]
            column = min(int((end - self.axis.start) / self.width), self.count - 1)
            until = min(self.axis.start + (column + 1) * self.width, self.axis.end)

    def add(self, look: Look, start: float, end: float, share: float = 1.0) -> None:
        """A stretch of which `share` was spent so; both ends lie on the axis."""
        spent = self.seconds.setdefault(look, [0.0] * self.count)
        first = min(int((start - self.axis.start) / self.width), self.count - 1)
        last = min(int((end - self.axis.start) / self.width), self.count - 1)
        if first == last:
            spent[first] += share * (end - start)
            return
        for column in range(first, last + 1):
            left = self.axis.start + column * self.width
            spent[column] += share * max(0.0, min(end, left + self.width) - max(start, left))

    def add_shares(self, other: "Shares") -> None:
        """Those of another count of columns, on the same axis."""
        for look, spent in other.seconds.items():
            if other.count % self.count == 0:
                self._add_fitting(look, spent, other.count // self.count)
                continue
            for column, seconds in enumerate(spent):
                if seconds:
                    start = self.axis.start + column * other.width
                    self.add(look, start, min(start + other.width, self.axis.end), seconds / other.width)

    def _add_fitting(self, look: Look, spent: Sequence[float], fit: int) -> None:
        """Columns of which `fit` make one of these."""
        parts = [sum(spent[first : first + fit]) for first in range(0, len(spent), fit)]
        self.seconds[look] = list(map(operator.add, self.seconds.get(look) or [0.0] * self.count, parts))

    def total(self) -> Mapping[Look, float]:
        return {look: sum(spent) for look, spent in self.seconds.items()}

    def on_cpu(self) -> Sequence[float]:
        return self.seconds.get(LOOKS[State.CPU]) or [0.0] * self.count

    def waits(self) -> Sequence[tuple[Look, Sequence[float]]]:
        return [(look, spent) for look, spent in self.seconds.items() if look is not LOOKS[State.CPU]]


def shares_of(lane: Lane, slices: Sequence[Slice], axis: Axis) -> Shares:
    """`slices`: those of the lane that reach into the axis."""
    shares = Shares(axis, columns_for(lane, slices, axis))
    shares.add_slices(slices)
    add_buckets(shares, lane)
    return shares


def add_buckets(shares: Shares, lane: Lane) -> None:
    for bucket in lane.buckets:
        start, end = max(bucket.start, shares.axis.start), min(bucket.end, shares.axis.end)
        if start < end:
            for look, seconds in looks_in(bucket).items():
                shares.add(look, start, end, min(seconds / (bucket.end - bucket.start), 1.0))


def columns_for(lane: Lane, slices: Sequence[Slice], axis: Axis) -> int:
    """As many as tell shares: what the axis would have if the whole of it were like this lane."""
    if lane.buckets or not slices:
        return MOST_COLUMNS
    reach = min(slices[-1].end, axis.end) - max(slices[0].start, axis.start)
    wanted = len(slices) / SLICES_A_COLUMN * axis.seconds / max(reach, axis.seconds / MOST_COLUMNS)
    return round(min(max(wanted, LEAST_COLUMNS), MOST_COLUMNS))


def bars(shares: Shares, lane: Lane, *, cores: int = 1) -> Sequence[Column]:
    """The share on the CPU of each column that the lane reaches; of so many `cores`, where it stands for many lanes."""
    spent = shares.on_cpu()
    return [
        Column(x, width, height=round(FULL * min(spent[column] / (seconds * cores), 1.0), 1))
        for column, x, width, seconds in reached(shares, lane)
    ]


def reached(shares: Shares, lane: Lane) -> Iterator[tuple[int, float, float, float]]:
    """The columns that a lane reaches: number, x and width in percent, and seconds of the lane in it."""
    axis = shares.axis
    for column in range(shares.count):
        start = max(axis.start + column * shares.width, lane.start)
        end = min(axis.start + (column + 1) * shares.width, lane.end)
        if start < end:
            x = axis.at(start)
            yield column, x, axis.at(end) - x, end - start


def bands(shares: Shares, lane: Lane, teller: Tells) -> Sequence[Rect]:
    """What the lane mostly did when it was not on the CPU: one rectangle for each stretch of columns alike."""
    waits = shares.waits()
    columns = [
        (mostly(waits, column, seconds), column, x, width) for column, x, width, seconds in reached(shares, lane)
    ]
    return [band(shares, look, list(stretch), teller) for look, stretch in groupby(columns, key=lambda each: each[0])]


def mostly(waits: Sequence[tuple[Look, Sequence[float]]], column: int, seconds: float) -> Look:
    """Among the waits of a lane that was there for `seconds` of the column, the longest, or that it did not wait."""
    longest, most = SHARE, 0.0
    for look, spent in waits:
        if spent[column] > most:
            longest, most = look, spent[column]
    return longest if most >= LEAST_SHARE * seconds else SHARE


def band(shares: Shares, look: Look, stretch: Sequence[tuple[Look, int, float, float]], teller: Tells) -> Rect:
    first, last = stretch[0], stretch[-1]
    x, width = first[2], last[2] + last[3] - first[2]
    spent = shares.on_cpu()
    start, end = (shares.axis.start + shares.axis.seconds * percents / 100 for percents in (x, x + width))
    on_cpu = sum(spent[first[1] : last[1] + 1])
    is_full = look in COULD_RUN
    return Rect(
        css=look.css,
        x=x,
        width=width,
        y=TOP if is_full else look.y,
        height=FULL if is_full else look.height,
        title=teller.stretch(start, end, look, on_cpu),
    )
