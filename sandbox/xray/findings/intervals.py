"""Stretches of time: merged, measured, and what they have in common."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol

type Interval = tuple[float, float]


class Stretch(Protocol):
    @property
    def start(self) -> float: ...

    @property
    def end(self) -> float: ...


def merged(stretches: Iterable[Stretch]) -> list[Interval]:
    """When at least one of them was on: in order, without overlaps."""
    found: list[Interval] = []
    for start, end in sorted((each.start, each.end) for each in stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif end > start:
            found.append((start, end))
    return found


def length(intervals: Iterable[Interval]) -> float:
    return sum(end - start for start, end in intervals)


def common(some: Sequence[Interval], others: Sequence[Interval]) -> list[Interval]:
    """When both were on; both as `merged` gives them, and so is the answer."""
    found: list[Interval] = []
    at = behind = 0
    while at < len(some) and behind < len(others):
        start = max(some[at][0], others[behind][0])
        end = min(some[at][1], others[behind][1])
        if end > start:
            found.append((start, end))
        if some[at][1] < others[behind][1]:
            at += 1
        else:
            behind += 1
    return found


def without(interval: Interval, taken: Sequence[Interval]) -> list[Interval]:
    """What is left of it where none of the others was on; those as `merged` gives them."""
    start, end = interval
    left: list[Interval] = []
    first = bisect_right(taken, start, key=lambda each: each[1])
    for index in range(first, len(taken)):
        if taken[index][0] >= end:
            break
        if taken[index][0] > start:
            left.append((start, taken[index][0]))
        start = max(start, taken[index][1])
    return [*left, (start, end)] if end > start else left


def is_touched(stretch: Stretch, intervals: Sequence[Interval]) -> bool:
    """Whether the stretch has a moment in common with intervals as `merged` gives them."""
    before = bisect_right(intervals, stretch.start, key=lambda each: each[0])
    inside = before > 0 and intervals[before - 1][1] > stretch.start
    return inside or (before < len(intervals) and intervals[before][0] < stretch.end)
