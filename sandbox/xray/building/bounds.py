"""How much of a timeline is kept: the first slices one by one, the rest in shares; the longest holds."""

from collections import Counter
from collections.abc import Mapping, Sequence
from heapq import nsmallest

from sandbox.xray.building.spans import Stretch
from sandbox.xray.building.strips import Cut
from sandbox.xray.purposes import purpose_of
from sandbox.xray.timeline import Bucket, Purpose, State

MOST_SLICES = 20_000
"""Of all lanes together: half a minute of four threads that take turns, and some 300 kB packed."""
MOST_HOLDS = 20_000
MOST_BUCKETS = 400
"""Of one lane over the whole run: more than a page is wide in strokes."""
type Part = tuple[State, Purpose | None]


def visible_until(strips: Sequence[Sequence[Cut]], *, end: int) -> int:
    """The moment before which no more than MOST_SLICES begin."""
    starts = [cut.start for strip in strips for cut in strip]
    return end if len(starts) <= MOST_SLICES else nsmallest(MOST_SLICES + 1, starts)[-1]


def visible(strip: Sequence[Cut], *, until: int) -> list[Cut]:
    return [cut._replace(end=min(cut.end, until)) for cut in strip if cut.start < until]


def buckets(strip: Sequence[Cut], *, since: int, end: int) -> list[Bucket]:
    """What a lane does from `since` on, in equal parts of the run; those where it does not exist are left out."""
    width = max(1, -(-end // MOST_BUCKETS))
    sums: dict[int, Counter[Part]] = {}
    for cut in strip:
        part = cut.state, purpose_of(cut.state, cut.what)
        at = max(cut.start, since)
        while at < cut.end:
            to = min(cut.end, (at // width + 1) * width)
            sums.setdefault(at // width, Counter())[part] += to - at
            at = to
    return [_bucket(number, width, each, since=since, end=end) for number, each in sorted(sums.items())]


def _bucket(number: int, width: int, sums: Mapping[Part, int], *, since: int, end: int) -> Bucket:
    """`sums`: microseconds."""
    start, to = max(since, number * width), min(end, (number + 1) * width)
    by_state: Counter[State] = Counter()
    for (state, purpose), micros in sums.items():
        if purpose is not Purpose.STARTING:
            by_state[state] += micros
    return Bucket(
        start / 1e6,
        to / 1e6,
        {state: by_state[state] / 1e6 for state in State if by_state[state]},
        {(state, purpose): micros / 1e6 for (state, purpose), micros in sums.items() if purpose},
    )


def longest(lanes: Sequence[Sequence[Stretch]], *, most: int) -> list[list[Stretch]]:
    """Of each lane those among the longest of all; of holds as long as each other, the first ones."""
    if sum(map(len, lanes)) <= most:
        return [list(holds) for holds in lanes]
    every = sorted(
        (start, start - end, lane, place)
        for lane, holds in enumerate(lanes)
        for place, (start, end, _) in enumerate(holds)
    )
    kept: list[list[int]] = [[] for _ in lanes]
    for _, _, lane, place in nsmallest(most, every, key=lambda hold: hold[1]):
        kept[lane].append(place)
    return [[holds[place] for place in sorted(places)] for holds, places in zip(lanes, kept, strict=True)]
