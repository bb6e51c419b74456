"""The locks in the hands of a lane, as rails below it, and the hand-offs between lanes."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from sandbox.xray.drawing.axes import Axis
from sandbox.xray.drawing.figures import Arrow, Rect
from sandbox.xray.drawing.looks import HOLD
from sandbox.xray.drawing.telling import Teller, apart
from sandbox.xray.timeline import Hold, Lane, State

MOST_RAILS = 160
"""Of a lane; where there are more, neighbours nearer than NEAR_PERCENT are one, as high as their share of its time."""
NEAR_PERCENT = 0.5
MOST_ARROWS = 80
"""Of a group: more would hide the lanes."""
ALL_OF_IT = 0.99
LEAST_HEIGHT = 1.0
CLOSEST_PERCENT = 0.65
"""To the arrow before of the same lock: about six pixels of 900, for nearer ones run into a block."""
SOON_SECONDS = 0.002
"""So long after a release a wait may still seem to last: times are taken one after the other."""


def rails(lane: Lane, axis: Axis, teller: Teller) -> Sequence[Rect]:
    """The holds on the axis; those that overlap share a rail, for there is room for one."""
    held = sorted((hold for hold in lane.holds if hold.end > axis.start and hold.start < axis.end), key=beginning)
    near = NEAR_PERCENT / 100 * axis.seconds if len(held) > MOST_RAILS else 0.0
    return [rail(together, axis, teller) for together in joined(held, near)]


def beginning(hold: Hold) -> float:
    return hold.start


def joined(held: Sequence[Hold], near: float) -> Iterator[Sequence[Hold]]:
    """The holds in stretches that do not touch. `held` is in order."""
    stretch: list[Hold] = []
    until = 0.0
    for hold in held:
        if stretch and hold.start > until + near:
            yield stretch
            stretch = []
        until = max(until, hold.end) if stretch else hold.end
        stretch.append(hold)
    if stretch:
        yield stretch


def rail(together: Sequence[Hold], axis: Axis, teller: Teller) -> Rect:
    """As high as the share of its time in which anything was held: all of it, where no two holds are apart."""
    start, end = together[0].start, max(hold.end for hold in together)
    share = sum(apart(together)) / (end - start) if end > start else 1.0
    height = HOLD.height if share > ALL_OF_IT else max(LEAST_HEIGHT, round(HOLD.height * share, 1))
    x = axis.at(start)
    return Rect(HOLD.css, x, axis.at(end) - x, HOLD.y + HOLD.height - height, height, teller.hold(together))


def arrows(lanes: Sequence[Lane], axis: Axis) -> tuple[Sequence[Arrow], bool]:
    """The hand-offs between lanes of a group, and whether there were too many, or too close ones, to draw each."""
    found: list[Arrow] = []
    hides = False
    for lock, holds in by_lock(lanes).items():
        last = -CLOSEST_PERCENT
        for (giver, given), (taker, _) in pairwise(holds):
            if giver == taker or not axis.start <= given.end <= axis.end:
                continue
            if (x := axis.at(given.end)) - last < CLOSEST_PERCENT:
                hides = hides or awaits(lanes[taker], lock, given.end)
            elif awaits(lanes[taker], lock, given.end):
                last = x
                found.append(Arrow(x, giver, taker, given.lock))
                if len(found) > MOST_ARROWS:
                    return [], True
    return found, hides


def by_lock(lanes: Sequence[Lane]) -> Mapping[int | str, Sequence[tuple[int, Hold]]]:
    """Who held each lock, in order: the row of the lane and the hold."""
    found: dict[int | str, list[tuple[int, Hold]]] = defaultdict(list)
    for row, lane in enumerate(lanes):
        for hold in lane.holds:
            found[hold.held].append((row, hold))
    return {lock: sorted(holds, key=lambda each: each[1].start) for lock, holds in found.items()}


def awaits(lane: Lane, lock: int | str, moment: float) -> bool:
    """Whether a lane waited for the lock until about then."""
    last = bisect_left(lane.slices, moment, key=lambda each: each.start)
    return any(
        each.state is State.LOCK and each.awaited in ("", lock) and moment <= each.end + SOON_SECONDS
        for each in lane.slices[max(0, last - 2) : last]
    )
