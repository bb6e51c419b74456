"""One lane as it is drawn: its slices where they can be told apart, else its shares; its rail, its words."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sandbox.xray.drawing.axes import Axis
from sandbox.xray.drawing.columns import bands, bars, shares_of
from sandbox.xray.drawing.durations import counted, length, percent, short_moment
from sandbox.xray.drawing.figures import DrawnLane, Rect
from sandbox.xray.drawing.looks import HOLD, LOOKS, STARTING, Look
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
WAITS = (State.LOCK, State.QUEUE, State.IO, State.SLEEP)
TOLD_PERCENT = 1
SAME_SECONDS = 1e-6
"""Times nearer than this are one."""


@dataclass(frozen=True, slots=True)
class Named:
    """A lane with its names. `began`: when its process's own code began."""

    lane: Lane
    name: str
    short_name: str
    began: float


@dataclass(frozen=True, slots=True)
class Spent:
    """What a lane did on the axis: seconds by state, `starting` among them; `turns` on the CPU, 0 if they are many."""

    seconds: Mapping[State, float]
    starting: float
    turns: int

    @property
    def whole(self) -> float:
        """Without its starting: until then the program had not begun."""
        return max(sum(self.seconds.values()) - self.starting, 0.0)


def drawn_lane(named: Named, axis: Axis, teller: Teller, *, is_window: bool, most_slices: int) -> DrawnLane:
    """`most_slices`: with more it is drawn in columns."""
    lane, began = named.lane, named.began
    slices = visible(lane.slices, axis)
    is_dense = needs_columns(lane, slices, axis, most_slices)
    shares = shares_of(lane, slices, axis) if is_dense else None
    spent = spent_in(slices, shares.total() if shares else totals(slices, axis), axis, began)
    held = rails(lane, axis, teller)
    return DrawnLane(
        name=named.name,
        short_name=named.short_name,
        full_name=lane.name,
        sentence=sentence(named, spent, axis, is_window=is_window),
        stat=stat(spent, is_window=is_window and not is_dense),
        rects=bands(shares, lane, began, teller) if shares else rects(slices, axis, began, teller),
        rails=held,
        looks=looks_of(spent, has_rails=bool(held)),
        columns=bars(shares, lane) if shares else (),
        end=axis.at(lane.end) if lane.has_ended and axis.start < lane.end <= axis.end + SAME_SECONDS else None,
        is_task=bool(lane.task),
    )


def visible(slices: Sequence[Slice], axis: Axis) -> Sequence[Slice]:
    """Those that reach into the axis."""
    first = bisect_right(slices, axis.start, key=lambda each: each.end)
    return slices[first : bisect_left(slices, axis.end, key=lambda each: each.start)]


def needs_columns(lane: Lane, slices: Sequence[Slice], axis: Axis, most: int) -> bool:
    if len(slices) > most or any(each.start < axis.end and each.end > axis.start for each in lane.buckets):
        return True
    narrow = NARROW_PERCENT / 100 * axis.seconds
    return sum(each.seconds < narrow for each in slices) > MOST_NARROW


def rects(slices: Sequence[Slice], axis: Axis, began: float, teller: Teller) -> Sequence[Rect]:
    return [
        rect(each, axis, teller.slice(each, successor, look_of(each, began)), look_of(each, began))
        for each, successor in zip(slices, following(slices, teller.lane), strict=True)
    ]


def following(slices: Sequence[Slice], lane: Lane) -> Sequence[Slice | None]:
    """The slice after each; after the last that is shown, the first that is not."""
    if not slices:
        return []
    after = bisect_right(lane.slices, slices[-1].start, key=lambda each: each.start)
    return [*slices[1:], lane.slices[after] if after < len(lane.slices) else None]


def rect(told: Slice, axis: Axis, title: str, look: Look) -> Rect:
    x = axis.at(told.start)
    return Rect(look.css, x, axis.at(told.end) - x, look.y, look.height, title)


def look_of(told: Slice, began: float) -> Look:
    return STARTING if is_starting(told, began) else LOOKS[told.state]


def is_starting(told: Slice, began: float) -> bool:
    return told.state is State.CORE and (told.start + told.end) / 2 < began


def spent_on(named: Named, axis: Axis) -> Spent:
    """What a lane did on all of an axis, its buckets too."""
    slices = visible(named.lane.slices, axis)
    seconds = dict(totals(slices, axis))
    for bucket in named.lane.buckets:
        for state, part in bucket.seconds.items():
            seconds[state] = seconds.get(state, 0.0) + part
    return spent_in(slices, seconds, axis, named.began)


def spent_in(slices: Sequence[Slice], seconds: Mapping[State, float], axis: Axis, began: float) -> Spent:
    turns = sum(each.state is State.CPU for each in slices) if len(slices) <= MOST_SLICES else 0
    return Spent(seconds, starting_seconds(slices, axis, began), turns)


def looks_of(spent: Spent, *, has_rails: bool) -> Collection[Look]:
    """The looks that occur; what waited for a core only as long as it started, did not wait for one."""
    found = {LOOKS[state] for state, seconds in spent.seconds.items() if seconds > 0}
    if spent.starting and spent.seconds.get(State.CORE, 0.0) - spent.starting < SAME_SECONDS:
        found.discard(LOOKS[State.CORE])
    return found | ({STARTING} if spent.starting else set()) | ({HOLD} if has_rails else set())


def totals(slices: Sequence[Slice], axis: Axis) -> Mapping[State, float]:
    """Seconds by state; only the first and the last can reach beyond the axis."""
    seconds = dict.fromkeys((each.state for each in slices), 0.0)
    for each in slices:
        seconds[each.state] += each.end - each.start
    for edge in slices[:1] if len(slices) < 2 else (slices[0], slices[-1]):
        seconds[edge.state] -= edge.seconds - on_axis(edge, axis)
    return seconds


def on_axis(told: Slice, axis: Axis) -> float:
    return min(told.end, axis.end) - max(told.start, axis.start)


def starting_seconds(slices: Sequence[Slice], axis: Axis, began: float) -> float:
    early = slices[: bisect_left(slices, began, key=lambda each: each.start)]
    return sum(on_axis(each, axis) for each in early if is_starting(each, began))


def stat(spent: Spent, *, is_window: bool) -> str:
    """The figure that tells most: turns in a window, the share of waiting where it waits, else of the CPU."""
    if is_window and State.GIL in spent.seconds and spent.turns:
        return counted(spent.turns, "turn")
    waited = sum(spent.seconds.get(state, 0.0) for state in WAITS)
    if not spent.whole:
        return ""
    if waited * 2 <= spent.whole:
        return f"{percent(spent.seconds.get(State.CPU, 0.0), spent.whole)} on CPU"
    slept = spent.seconds.get(State.SLEEP, 0.0)
    return f"{percent(waited, spent.whole)} {'asleep' if slept * 2 > waited else 'waiting'}"


def sentence(named: Named, spent: Spent, axis: Axis, *, is_window: bool) -> str:
    """The lane for ears: what it did, the longest first, and when it ended."""
    if named.lane.end <= axis.start or named.lane.start >= axis.end:
        return f"{named.name}: {'had ended' if named.lane.end <= axis.start else 'had not begun'}."
    shares = sorted(spent.seconds.items(), key=lambda each: -each[1])
    whole = sum(spent.seconds.values())
    phrases = [
        f"{LOOKS[state].phrase} {percent(part, whole)}" for state, part in shares if part * 100 >= whole * TOLD_PERCENT
    ]
    told = f"{named.name}: " + (", ".join(phrases[:4]) + " of the time" if phrases else "nothing is known")
    if is_window:
        takes_turns = State.GIL in spent.seconds and spent.turns
        turns = f", {counted(spent.turns, 'turn')} on the CPU" if takes_turns else ""
        return f"{told} in this window of {length(axis.seconds)}{turns}."
    ending = f"Ends at {short_moment(named.lane.end)}." if named.lane.has_ended else "It had not ended."
    starting = f" Starts in {length(spent.starting)}." if spent.starting else ""
    return f"{told}.{starting} {ending}"
