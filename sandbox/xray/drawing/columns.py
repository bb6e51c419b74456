"""A lane too dense for single slices: its shares in columns of equal width, and what it mostly did in each."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from sandbox.xray.drawing.axes import Axis
from sandbox.xray.drawing.durations import percent
from sandbox.xray.drawing.figures import Column, Rect
from sandbox.xray.drawing.looks import COULD_RUN, FULL, LOOKS, SHARE, STARTING, TOP, Look
from sandbox.xray.drawing.telling import Teller
from sandbox.xray.timeline import Lane, Slice, State

MOST_COLUMNS, LEAST_COLUMNS = 240, 60
SLICES_A_COLUMN = 6
"""A column narrower than a few turns would show whose turn it was, and not its share."""
LEAST_SHARE = 0.02
"""Of a column: below it, it did not wait."""


class Shares:
    """Seconds by state of every one of `count` columns of an axis; `width` of a column in seconds."""

    def __init__(self, axis: Axis, count: int) -> None:
        self.axis = axis
        self.count = count
        self.width = axis.seconds / count
        self.seconds: dict[State, list[float]] = {}

    def add_slices(self, slices: Sequence[Slice]) -> None:
        """All that reach into the axis; those in one column, nearly all of a long run, are added quickly."""
        origin, width, seconds = self.axis.start, self.width, self.seconds
        limit = self.axis.end
        for each in slices:
            start, end = each.start, each.end
            first = int((start - origin) / width)
            if start >= origin and end <= limit and end <= origin + (first + 1) * width and each.state in seconds:
                seconds[each.state][min(first, self.count - 1)] += end - start
            else:
                self.add(each.state, max(start, origin), min(end, limit))

    def add(self, state: State, start: float, end: float, share: float = 1.0) -> None:
        """A stretch of which `share` was spent in the state; both ends lie on the axis."""
        spent = self.seconds.setdefault(state, [0.0] * self.count)
        first = min(int((start - self.axis.start) / self.width), self.count - 1)
        last = min(int((end - self.axis.start) / self.width), self.count - 1)
        for column in range(first, last + 1):
            left = self.axis.start + column * self.width
            spent[column] += share * max(0.0, min(end, left + self.width) - max(start, left))

    def total(self) -> Mapping[State, float]:
        return {state: sum(spent) for state, spent in self.seconds.items()}

    def of_state(self, state: State) -> Sequence[float]:
        return self.seconds.get(state) or [0.0] * self.count

    def of(self, column: int) -> Mapping[State, float]:
        return {state: spent[column] for state, spent in self.seconds.items()}


def shares_of(lane: Lane, slices: Sequence[Slice], axis: Axis) -> Shares:
    """`slices`: those of the lane that reach into the axis."""
    shares = Shares(axis, columns_for(lane, slices, axis))
    shares.add_slices(slices)
    for bucket in lane.buckets:
        start, end = max(bucket.start, axis.start), min(bucket.end, axis.end)
        if start < end:
            for state, seconds in bucket.seconds.items():
                shares.add(state, start, end, min(seconds / (bucket.end - bucket.start), 1.0))
    return shares


def columns_for(lane: Lane, slices: Sequence[Slice], axis: Axis) -> int:
    """As many as tell shares: what the axis would have if the whole of it were like this lane."""
    if lane.buckets or not slices:
        return MOST_COLUMNS
    reach = min(slices[-1].end, axis.end) - max(slices[0].start, axis.start)
    wanted = len(slices) / SLICES_A_COLUMN * axis.seconds / max(reach, axis.seconds / MOST_COLUMNS)
    return round(min(max(wanted, LEAST_COLUMNS), MOST_COLUMNS))


def bars(shares: Shares, lane: Lane) -> Sequence[Column]:
    """The share on the CPU of each column that the lane reaches."""
    spent = shares.of_state(State.CPU)
    return [
        Column(x, width, height=round(FULL * min(spent[column] / seconds, 1.0), 1))
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


def bands(shares: Shares, lane: Lane, began: float, teller: Teller) -> Sequence[Rect]:
    """What the lane mostly did when it was not on the CPU: one rectangle for each stretch of columns alike."""
    columns = [
        (mostly(shares, column, seconds, began), column, x, width)
        for column, x, width, seconds in reached(shares, lane)
    ]
    return [band(shares, look, list(stretch), teller) for look, stretch in groupby(columns, key=lambda each: each[0])]


def mostly(shares: Shares, column: int, seconds: float, began: float) -> Look:
    waited: dict[State, float] = {state: spent for state, spent in shares.of(column).items() if state is not State.CPU}
    state = max(waited, key=lambda each: waited[each], default=State.CPU)
    if waited.get(state, 0.0) < LEAST_SHARE * seconds:
        return SHARE
    is_starting = state is State.CORE and shares.axis.start + (column + 0.5) * shares.width < began
    return STARTING if is_starting else LOOKS[state]


def band(shares: Shares, look: Look, stretch: Sequence[tuple[Look, int, float, float]], teller: Teller) -> Rect:
    first, last = stretch[0], stretch[-1]
    x, width = first[2], last[2] + last[3] - first[2]
    spent = shares.of_state(State.CPU)
    start, end = (shares.axis.start + shares.axis.seconds * percents / 100 for percents in (x, x + width))
    on_cpu = sum(spent[first[1] : last[1] + 1])
    is_full = look in {LOOKS[state] for state in COULD_RUN}
    return Rect(
        css=look.css,
        x=x,
        width=width,
        y=TOP if is_full else look.y,
        height=FULL if is_full else look.height,
        title=teller.stretch(start, end, look, percent(on_cpu, end - start)),
    )
