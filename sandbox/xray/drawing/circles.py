"""Who waits for whom in a deadlock: the circle of threads and locks that a timeline ended in, and where it is drawn.

The waits that were open when the run was ended, and the locks that were never released, are in its timeline. A circle
of two is a ring, as it is drawn on paper; of more a ladder, the last lock leading back to the first thread.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sandbox.xray.drawing.looks import LOOKS, OTHERS, look_of
from sandbox.xray.drawing.naming import cut_name, lane_names
from sandbox.xray.purposes import FINISHES
from sandbox.xray.timeline import Hold, Lane, Slice, State, Timeline

MOST_LETTERS = 12
"""Of a name that is drawn."""


@dataclass(frozen=True, kw_only=True)
class Wait:
    """`waiter` waits for `lock` on `line`, which `holder` holds since `held_line`; lines are 0 where they are unknown.

    `lock` is "" where it waits for the holder itself to end.
    """

    waiter: str
    holder: str
    lock: str
    line: int = 0
    held_line: int = 0

    @property
    def sentence(self) -> str:
        at = f" on line {self.line}" if self.line else ""
        if not self.lock:
            return f"{self.waiter} waits{at} for the end of {self.holder}."
        since = f" since line {self.held_line}" if self.held_line else ""
        holder = "it" if self.holder == self.waiter else self.holder
        return f"{self.waiter} waits{at} for {self.lock}, which {holder} holds{since}."

    @property
    def short_waiter(self) -> str:
        return cut_name(self.waiter, MOST_LETTERS)

    @property
    def short_lock(self) -> str:
        return cut_name(self.lock, MOST_LETTERS)


def circle_of(timeline: Timeline) -> Sequence[Wait]:
    """The shortest circle of waits that were open at the end, from its first lane on; empty where there is none."""
    waits = dict(open_waits(timeline))
    circles = [circle for lane in waits if (circle := followed(lane, waits))]
    return [waits[lane][1] for lane in min(circles, key=len, default=[])]


def open_waits(timeline: Timeline) -> Iterator[tuple[int, tuple[int, Wait]]]:
    """By the place of the lane that waits: the place of the one it waits for, and the wait."""
    lanes = timeline.lanes
    names = lane_names(lanes, timeline.processes) if lanes else []
    for at, lane in enumerate(lanes):
        last = lane.slices[-1] if lane.slices else None
        if lane.has_ended or last is None or look_of(last) not in (LOOKS[State.LOCK], OTHERS):
            continue
        if found := blocked_by(last, lane, lanes):
            holder, hold = found
            lock, held_line = (hold.lock or "a lock", hold.line) if hold else ("", 0)
            told = Wait(waiter=names[at], holder=names[holder], lock=lock, line=last.line, held_line=held_line)
            yield at, (holder, told)


def blocked_by(wait: Slice, waiter: Lane, lanes: Sequence[Lane]) -> tuple[int, Hold | None] | None:
    """The lane that has the lock, with its hold, or the lane whose end is awaited."""
    for at, lane in enumerate(lanes):
        if look_of(wait) is OTHERS:
            if is_end_of(lane, wait) and lane.process == waiter.process and not lane.has_ended:
                return at, None
            continue
        for hold in lane.holds:
            if hold.is_open and is_same(hold, wait, has_one_process=lane.process == waiter.process):
                return at, hold
    return None


def is_end_of(lane: Lane, wait: Slice) -> bool:
    return wait.what in [f"{finish}{lane.name}" for finish in FINISHES]


def is_same(hold: Hold, wait: Slice, *, has_one_process: bool) -> bool:
    """A number is one in the whole run; a name alone is one in its process."""
    if hold.object and wait.object:
        return hold.object == wait.object
    return has_one_process and bool(hold.lock) and hold.lock == wait.what


def followed(start: int, waits: Mapping[int, tuple[int, Wait]]) -> Sequence[int]:
    """From a lane to whom it waits for and on, back to itself; empty where the way leads elsewhere."""
    way, at = [start], waits[start][0]
    while at in waits and at not in way:
        way.append(at)
        at = waits[at][0]
    return way if at == start else []
