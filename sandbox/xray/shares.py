"""What part of its time a lane spent in which state: all of it, in a window, in equal parts of a window."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from sandbox.xray.timeline import Bucket, Lane, Slice, State

type Seconds = dict[State, float]
"""Of every state, in the order of State, 0.0 where it did not occur."""


def seconds_by_state(lane: Lane) -> Seconds:
    """Of the whole lane, slices and buckets together."""
    return seconds_between(lane, start=lane.start, end=lane.end)


def seconds_between(lane: Lane, *, start: float, end: float) -> Seconds:
    """A bucket that is cut gives its part of each state."""
    sums = dict.fromkeys(State, 0.0)
    for each in _overlapping(lane.slices, start, end):
        sums[each.state] += min(each.end, end) - max(each.start, start)
    for bucket in _overlapping(lane.buckets, start, end):
        part = (min(bucket.end, end) - max(bucket.start, start)) / (bucket.end - bucket.start)
        for state, seconds in bucket.seconds.items():
            sums[state] += seconds * part
    return sums


def in_parts(lane: Lane, *, start: float, end: float, parts: int) -> list[Seconds]:
    """Of each of so many equal parts of a window."""
    edges = [start + (end - start) * number / parts for number in range(parts)] + [end]
    return [seconds_between(lane, start=edges[number], end=edges[number + 1]) for number in range(parts)]


def turns(lane: Lane, *, start: float, end: float) -> int:
    """How often the lane was on CPU in a window, without a break each; what buckets tell has no turns."""
    return sum(1 for each in _overlapping(lane.slices, start, end) if each.state == State.CPU)


def _overlapping[PartT: (Slice, Bucket)](parts: Sequence[PartT], start: float, end: float) -> Iterator[PartT]:
    first = max(0, bisect_right(parts, start, key=lambda part: part.start) - 1)
    for index in range(first, len(parts)):
        part = parts[index]
        if part.start >= end:
            return
        if part.end > start:
            yield part
