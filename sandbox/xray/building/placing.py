"""Where in the time between two samples a thread was on CPU, kept from the GIL, waiting: pieces one after another.

Of an interval it is measured how long the thread was on a core, and how long in the kernel's queue for one; recorded is
when it waited. Both say less than where it was at every moment, so the rest is placed where it joins its neighbours.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sandbox.xray.building.busyness import Busyness
from sandbox.xray.building.spans import Stretch
from sandbox.xray.building.tracks import LATEST, Interval
from sandbox.xray.building.waits import gaps
from sandbox.xray.timeline import State

STEP_MICROSECONDS = 5000
"""How fine a long quiet stretch is divided between the GIL and calls that nobody recorded: the switch interval."""
MOST_STEPS = 1000
TINY = 50
"""One part in so many of an interval is below what two clocks agree on, and joins its neighbour."""
SHORTEST_GAP = 20
"""Microseconds between two waits that the recorder itself takes: the first is taken to last until the next."""


class Piece(NamedTuple):
    """A slice in the making, in microseconds. `wait`: the recorded wait, if it is one."""

    start: int
    end: int
    state: State | None
    wait: Stretch | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """An interval and what is around it. `others`: None where no other thread can have the GIL."""

    interval: Interval
    waits: Sequence[Stretch]
    others: Busyness | None
    before: State | None
    is_cpu_next: bool


def pieces(place: Place) -> Iterator[Piece]:
    """All of the interval, in order; the state of a wait is left open."""
    interval, waits = place.interval, place.waits
    if not interval.is_seen:
        return _unseen(place)
    if interval.cpu + interval.queued == 0:
        if not waits:
            return _quiet(interval.start, interval.end, place.others)
        if (waits[0][0], waits[0][1]) == (interval.start, interval.end):
            return _waiting(waits)
    waits = _clipped(waits, interval)
    free = list(gaps(waits, start=interval.start, end=interval.end))
    if interval.cpu + interval.queued == 0:
        return _between_waits(waits, free, place)
    amounts = _amounts(free, place)
    return iter(sorted([*_waiting(waits), *_filled(free, amounts, _order(amounts, place))]))


def _unseen(place: Place) -> Iterator[Piece]:
    """Between the last look and the end it went on as before, or after a wait to its end, for as long as a look takes.

    Where the host kept the observer from looking for longer, nothing says whether it ran, or what it waited for.
    """
    interval = place.interval
    is_short = interval.end - interval.start <= LATEST
    state = (place.before or State.CPU) if is_short else State.UNKNOWN
    free = gaps(place.waits, start=interval.start, end=interval.end)
    return iter(sorted([*_waiting(place.waits), *(Piece(start, end, state) for start, end in free)]))


def _waiting(waits: Sequence[Stretch]) -> Iterator[Piece]:
    return (Piece(start, end, None, (start, end, span)) for start, end, span in waits)


def _clipped(waits: Sequence[Stretch], interval: Interval) -> Sequence[Stretch]:
    """CPU is measured, waits are recorded: who was on CPU did not wait. It wakes up, so the ends of waits go."""
    free = interval.end - interval.start - sum(end - start for start, end, _ in waits)
    missing = interval.cpu + interval.queued - free
    if missing <= 0:
        return waits
    kept = []
    for start, end, span in reversed(waits):
        taken = min(missing, end - start)
        missing -= taken
        if end - taken > start:
            kept.append((start, end - taken, span))
    return kept[::-1]


def _quiet(start: int, end: int, others: Busyness | None) -> Iterator[Piece]:
    """A stretch without CPU: kept from the GIL as far as others were busy meanwhile, else in some call."""
    length = end - start
    busy = others.between(start, end) if others else 0.0
    if busy * TINY < length:
        yield Piece(start, end, State.IO)
    elif others is None or (length - busy) * TINY < length or length <= STEP_MICROSECONDS:
        yield from _divided(start, end, busy)
    else:
        yield from _stepwise(start, end, others)


def _divided(start: int, end: int, busy: float) -> Iterator[Piece]:
    middle = start + min(end - start, round(busy))
    if (end - middle) * TINY < end - start:
        middle = end
    yield Piece(start, middle, State.GIL)
    if middle < end:
        yield Piece(middle, end, State.IO)


def _stepwise(start: int, end: int, others: Busyness) -> Iterator[Piece]:
    """Each step is one or the other; what is said too much or too little goes over to the next."""
    step = max(STEP_MICROSECONDS, (end - start) // MOST_STEPS)
    owed, until = 0.0, others.until(start)
    for from_ in range(start, end, step):
        to = min(from_ + step, end)
        now = others.until(to)
        owed += min(to - from_, now - until)
        is_gil = owed * 2 >= to - from_
        yield Piece(from_, to, State.GIL if is_gil else State.IO)
        owed, until = owed - (to - from_ if is_gil else 0), now


def _between_waits(waits: Sequence[Stretch], free: Sequence[tuple[int, int]], place: Place) -> Iterator[Piece]:
    """Waits and quiet stretches between them; too short a gap belongs to the wait before."""
    found = [*_waiting(waits)]
    for start, end in free:
        if _is_without_core(start, end, place):
            found.append(Piece(start, end, State.CORE))
        elif end - start > SHORTEST_GAP:
            found += _quiet(start, end, place.others)
        else:
            found.append(Piece(start, end, None))
    found.sort()
    return _joined(found)


def _is_without_core(start: int, end: int, place: Place) -> bool:
    """Whether a recorded wait was over, and the thread had not yet got a core when it was seen last.

    It has not run since, so that it is in no call and asks for no GIL; the kernel tells a stay in its queue when that
    is over, which nobody sees of a thread that ends soon after.
    """
    return place.interval.is_last and end == place.interval.end and end - start > LATEST


def _joined(found: Sequence[Piece]) -> Iterator[Piece]:
    """Gives each piece of no state to the one before, or else to the one after."""
    last: Piece | None = None
    for piece in found:
        if piece.state is None and piece.wait is None and last is not None:
            last = last._replace(end=piece.end)
            continue
        if last is not None:
            yield last if last.wait or last.state else last._replace(state=State.IO)
        last = piece
    if last is not None:
        yield last if last.wait or last.state else last._replace(state=State.IO)


def _amounts(free: Sequence[tuple[int, int]], place: Place) -> dict[State, int]:
    """How the time that is no wait divides; tiny parts join a larger one."""
    interval = place.interval
    cpu, queued = interval.cpu, interval.queued
    length = interval.end - interval.start
    space = sum(end - start for start, end in free)
    gil = _kept_from_the_gil(free, space, place)
    io = space - cpu - queued - gil
    small = length // TINY
    if io <= small and (cpu or gil):
        cpu, gil, io = (cpu, gil + io, 0) if gil > small or not cpu else (cpu + io, gil, 0)
    if gil <= small and cpu:
        cpu, gil = cpu + gil, 0
    if queued <= small and cpu:
        cpu, queued = cpu + queued, 0
    return {State.CPU: cpu, State.CORE: queued, State.GIL: gil, State.IO: io}


def _kept_from_the_gil(free: Sequence[tuple[int, int]], space: int, place: Place) -> int:
    interval = place.interval
    measured = interval.cpu + interval.queued
    if place.others is None or space <= measured:
        return 0
    own = measured * space / (interval.end - interval.start)
    busy = sum(place.others.between(start, end) for start, end in free) - own
    return min(space - measured, max(0, round(busy)))


def _order(amounts: dict[State, int], place: Place) -> list[State]:
    """First what went on before; CPU last, for who falls asleep or is woken was on it then."""
    order = [State.IO, State.CORE, State.GIL, State.CPU]
    if place.before is not None and amounts.get(place.before):
        order.remove(place.before)
        order.insert(0, place.before)
    elif place.before is None and not place.is_cpu_next and not place.waits:
        order = [State.CPU, State.IO, State.CORE, State.GIL]
    return order


def _filled(free: Sequence[tuple[int, int]], amounts: dict[State, int], order: Sequence[State]) -> Iterator[Piece]:
    left = {state: amounts[state] for state in order if amounts[state] > 0}
    for start, end in free:
        at = start
        for state in list(left):
            if at >= end:
                break
            to = min(end, at + left[state])
            yield Piece(at, to, state)
            left[state] -= to - at
            at = to
            if not left[state]:
                del left[state]
