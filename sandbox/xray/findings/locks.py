"""The locks of a timeline: who held each of them when, and who waited for it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sandbox.xray.findings.intervals import Interval, merged
from sandbox.xray.findings.measures import actors, slices_in
from sandbox.xray.timeline import Hold, Lane, Slice, State, Timeline


@dataclass(frozen=True, kw_only=True)
class LockUse:
    """All that was done with one lock; without numbers, with all locks of its name."""

    name: str
    holds: list[tuple[Lane, Hold]] = field(default_factory=list)
    waits: list[tuple[Lane, Slice]] = field(default_factory=list)

    @property
    def holders(self) -> list[Lane]:
        return list({id(lane): lane for lane, _ in self.holds}.values())

    @property
    def waiters(self) -> list[Lane]:
        return list({id(lane): lane for lane, _ in self.waits}.values())

    @property
    def waited_seconds(self) -> float:
        """Of all lanes together."""
        return sum(wait.seconds for _, wait in self.waits)

    def held_by(self, holder: Lane) -> list[Interval]:
        return merged(hold for lane, hold in self.holds if lane is holder)

    def awaited_beside(self, holder: Lane) -> list[Interval]:
        """When others waited for it who could get it from this lane."""
        return merged(wait for lane, wait in self.waits if lane is not holder and _can_be_of(holder, lane, wait))


def locks_of(timeline: Timeline) -> Iterator[LockUse]:
    """In the order in which they were first held."""
    uses: dict[int | str, LockUse] = {}
    for lane in timeline.lanes:
        for hold in lane.holds:
            uses.setdefault(hold.held, LockUse(name=hold.lock)).holds.append((lane, hold))
    waits = defaultdict(list)
    for lane in actors(timeline):
        for each in slices_in(lane, State.LOCK):
            waits[each.awaited].append((lane, each))
    for lock, use in uses.items():
        use.waits.extend(waits[lock])
        yield use


def is_of_a_condition(use: LockUse) -> bool:
    """Whether a holder let go of it, or had it again, within a wait for something else: only conditions do so."""
    waits = {id(lane): merged(slices_in(lane, State.LOCK)) for lane in use.holders}
    return any(_is_within(moment, waits[id(lane)]) for lane, hold in use.holds for moment in (hold.start, hold.end))


def _is_within(moment: float, waits: Sequence[Interval]) -> bool:
    index = bisect_left(waits, moment, key=lambda each: each[0]) - 1
    return index >= 0 and moment < waits[index][1]


@dataclass(frozen=True, kw_only=True)
class Standstill:
    """`waiter` waited for a `lock` that `holder`, maybe itself, had taken and never gave back."""

    waiter: Lane
    wait: Slice
    lock: str
    holder: Lane
    hold: Hold


def standstills(timeline: Timeline) -> Iterator[Standstill]:
    """Each wait behind each hold that is open: lock by lock, hold by hold."""
    for use in locks_of(timeline):
        for holder, hold in use.holds:
            if hold.is_open:
                for waiter, wait in use.waits:
                    if wait.end > hold.start:
                        yield Standstill(waiter=waiter, wait=wait, lock=use.name, holder=holder, hold=hold)


def _can_be_of(holder: Lane, waiter: Lane, wait: Slice) -> bool:
    """Without numbers, a lock of another process may have the same name and be another lock."""
    return bool(wait.object) or waiter.process == holder.process or holder.name in wait.holder.split(", then ")
