"""One lane as it is drawn: its slices where they can be told apart, else its shares; its rail, its words."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sandbox.xray.drawing.axes import Axis
from sandbox.xray.drawing.columns import Shares, bands, bars, shares_of
from sandbox.xray.drawing.durations import length, percent, short_moment
from sandbox.xray.drawing.figures import DrawnLane, Rect
from sandbox.xray.drawing.looks import HOLD, LOOKS, STARTING, WAITS, Look, look_of, looks_along, looks_in
from sandbox.xray.drawing.rails import rails
from sandbox.xray.drawing.telling import Teller
from sandbox.xray.timeline import Lane, Slice, State

NARROW_PERCENT = 0.15
"""A slice narrower than this, one pixel and a half of a wide page, is hard to see."""
MOST_NARROW = 24
MOST_SLICES = 240
"""Of a lane; with more of them, or more narrow ones, it is drawn in columns."""
MOST_SLICES_TOGETHER = 16 * MOST_SLICES
"""Of all lanes: where there are many, each may have fewer."""
TOLD_PERCENT = 1
SAME_SECONDS = 1e-6
"""Times nearer than this are one."""


@dataclass(frozen=True, slots=True)
class Named:
    """A lane with its names: beside it, where there is little room, and in words that stand apart from it."""

    lane: Lane
    name: str
    short_name: str
    full_name: str


@dataclass(frozen=True, slots=True)
class Spent:
    """What a lane did on the axis: seconds by look."""

    seconds: Mapping[Look, float]

    @property
    def of_program(self) -> Mapping[Look, float]:
        """Without its starting: until then the program had not begun."""
        return {look: part for look, part in self.seconds.items() if look is not STARTING}

    @property
    def starting(self) -> float:
        return self.seconds.get(STARTING, 0.0)

    @property
    def whole(self) -> float:
        return sum(self.of_program.values())

    def of(self, state: State) -> float:
        return self.seconds.get(LOOKS[state], 0.0)


def dense_shares(lane: Lane, axis: Axis, *, most_slices: int) -> Shares | None:
    """Of a lane that is drawn in columns, which it is with more slices; None where each slice is drawn."""
    slices = visible(lane.slices, axis)
    return shares_of(lane, slices, axis) if needs_columns(lane, slices, axis, most_slices) else None


def drawn_lane(named: Named, axis: Axis, teller: Teller, *, is_window: bool, shares: Shares | None) -> DrawnLane:
    """`shares`: those of `dense_shares`."""
    lane = named.lane
    slices = visible(lane.slices, axis)
    spent = Spent(shares.total() if shares else totals(slices, axis))
    held = rails(lane, axis, teller)
    return DrawnLane(
        name=named.name,
        short_name=named.short_name,
        full_name=lane.name,
        sentence=sentence(named, spent, axis, is_window=is_window),
        stat=stat(spent),
        rects=bands(shares, lane, teller) if shares else rects(slices, axis, teller),
        rails=held,
        looks=looks_of(spent, has_rails=bool(held)),
        columns=bars(shares, lane) if shares else (),
        end=axis.at(lane.end) if lane.has_ended and axis.start < lane.end <= axis.end + SAME_SECONDS else None,
        is_task=bool(lane.task),
    )


def with_one_start(lane: Lane) -> Lane:
    """A lane whose process starts, in whatever states, has that as one slice."""
    first = lane.slices[0] if lane.slices else None
    if first is None or not first.is_starting:
        return lane
    rest = [each for each in lane.slices if not each.is_starting]
    end = max(each.end for each in lane.slices if each.is_starting)
    return replace(lane, slices=[replace(first, end=end), *rest])


def visible(slices: Sequence[Slice], axis: Axis) -> Sequence[Slice]:
    """Those that reach into the axis."""
    first = bisect_right(slices, axis.start, key=lambda each: each.end)
    return slices[first : bisect_left(slices, axis.end, key=lambda each: each.start)]


def needs_columns(lane: Lane, slices: Sequence[Slice], axis: Axis, most: int) -> bool:
    if len(slices) > most or any(each.start < axis.end and each.end > axis.start for each in lane.buckets):
        return True
    narrow = NARROW_PERCENT / 100 * axis.seconds
    return sum(each.seconds < narrow for each in slices) > MOST_NARROW


def rects(slices: Sequence[Slice], axis: Axis, teller: Teller) -> Sequence[Rect]:
    successors = following(slices, teller.lane)
    return [rect(each, axis, teller.slice(each, then)) for each, then in zip(slices, successors, strict=True)]


def following(slices: Sequence[Slice], lane: Lane) -> Sequence[Slice | None]:
    """The slice after each; after the last that is shown, the first that is not."""
    if not slices:
        return []
    after = bisect_right(lane.slices, slices[-1].start, key=lambda each: each.start)
    return [*slices[1:], lane.slices[after] if after < len(lane.slices) else None]


def rect(told: Slice, axis: Axis, title: str) -> Rect:
    look, x = look_of(told), axis.at(told.start)
    return Rect(look.css, x, axis.at(told.end) - x, look.y, look.height, title)


def spent_on(named: Named, axis: Axis) -> Spent:
    """What a lane did on all of an axis, its buckets too."""
    seconds = dict(totals(visible(named.lane.slices, axis), axis))
    for bucket in named.lane.buckets:
        for look, part in looks_in(bucket).items():
            seconds[look] = seconds.get(look, 0.0) + part
    return Spent(seconds)


def looks_of(spent: Spent, *, has_rails: bool) -> Collection[Look]:
    return {look for look, seconds in spent.seconds.items() if seconds > 0} | ({HOLD} if has_rails else set())


def totals(slices: Sequence[Slice], axis: Axis) -> Mapping[Look, float]:
    """Seconds by look; only the first and the last can reach beyond the axis."""
    seconds: dict[Look, float] = {}
    for each, look in zip(slices, looks_along(slices), strict=True):
        seconds[look] = seconds.get(look, 0.0) + each.end - each.start
    for edge in slices[:1] if len(slices) < 2 else (slices[0], slices[-1]):
        seconds[look_of(edge)] -= edge.seconds - on_axis(edge, axis)
    return seconds


def on_axis(told: Slice, axis: Axis) -> float:
    return min(told.end, axis.end) - max(told.start, axis.start)


def stat(spent: Spent) -> str:
    """The figure that tells most: the share of waiting, or of sleep, where that is most of it, else of the CPU."""
    if not spent.whole:
        return ""
    waited = sum(seconds for look, seconds in spent.seconds.items() if look in WAITS)
    if waited * 2 <= spent.whole:
        return f"{percent(spent.of(State.CPU), spent.whole)} on CPU"
    slept = spent.of(State.SLEEP)
    return f"{percent(slept, spent.whole)} asleep" if slept * 2 > waited else f"{percent(waited, spent.whole)} waiting"


def sentence(named: Named, spent: Spent, axis: Axis, *, is_window: bool) -> str:
    """The lane for ears: what it did, the longest first, and when it ended."""
    if named.lane.end <= axis.start or named.lane.start >= axis.end:
        return f"{named.name}: {'had ended' if named.lane.end <= axis.start else 'had not begun'}."
    shares, least = sorted(spent.of_program.items(), key=lambda each: -each[1]), spent.whole * TOLD_PERCENT / 100
    phrases = [f"{look.phrase} {percent(part, spent.whole)}" for look, part in shares if part >= least > 0]
    known = ", ".join(phrases[:4]) + " of the time" if phrases else "starting" if spent.starting else "nothing is known"
    told = f"{named.name}: {known}"
    if is_window:
        return f"{told} in this window of {length(axis.seconds)}."
    ending = f"Ends at {short_moment(named.lane.end)}." if named.lane.has_ended else "It had not ended."
    starting = f" Starts in {length(spent.starting)}." if spent.starting else ""
    return f"{told}.{starting} {ending}"
