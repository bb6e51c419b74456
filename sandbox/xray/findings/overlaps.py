"""Waits of several lanes: which of them were on at the same time, and how many at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sandbox.xray.findings.intervals import common, length, merged
from sandbox.xray.timeline import Lane, Slice, State

type Waits = Sequence[tuple[Lane, Slice]]

AT_WORK = (State.CPU, State.SLEEP)
"""What a server does for those who wait for it."""
LEAST_SERVED = 0.5
"""Of the time of the waits: otherwise nobody knows what they waited for."""
LEAST_AT_ONCE = 1.5
"""As much work in all as by the clock, as of waits: below, it was done in turn."""


def side_by_side(waits: Waits) -> Iterable[Waits]:
    """Apart by lanes: two are together where they waited at the same time, or each at the same time as a third."""
    leaders = {id(lane): id(lane) for lane, _ in waits}
    last, until = 0, float("-inf")
    for lane, wait in sorted(waits, key=lambda each: each[1].start):
        if wait.start < until:
            leaders[_leader(id(lane), leaders)] = _leader(last, leaders)
        if wait.end > until:
            last, until = id(lane), wait.end
    groups = defaultdict(list)
    for lane, wait in waits:
        groups[_leader(id(lane), leaders)].append((lane, wait))
    return groups.values()


def most_at_once(waits: Waits) -> int:
    """Of one that ends when another begins, only one is on."""
    turns = [(wait.start, 1) for _, wait in waits] + [(wait.end, -1) for _, wait in waits]
    most = number = 0
    for _, turn in sorted(turns):
        number += turn
        most = max(most, number)
    return most


def are_served_in_turn(waits: Waits, lanes: Iterable[Lane]) -> bool:
    """Whether the other lanes worked meanwhile, but one at a time: with more who wait, all would wait longer."""
    waiting = {id(lane) for lane, _ in waits}
    waited = merged(each for _, each in waits)
    work = [[each for each in lane.slices if each.state in AT_WORK] for lane in lanes if id(lane) not in waiting]
    total = sum(length(common(merged(each), waited)) for each in work)
    clock = length(common(merged(each for some in work for each in some), waited))
    return clock >= LEAST_SERVED * length(waited) and total < LEAST_AT_ONCE * clock


def _leader(lane: int, leaders: dict[int, int]) -> int:
    while leaders[lane] != lane:
        leaders[lane] = leaders[leaders[lane]]
        lane = leaders[lane]
    return lane
