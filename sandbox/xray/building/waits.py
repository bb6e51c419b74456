"""One wait at a time: where recorded spans overlap, the innermost wins, unless it is the means of the one around it."""

from collections.abc import Iterator, Sequence

from sandbox.xray.building.meanings import MEANS
from sandbox.xray.building.spans import Stretch


def one_at_a_time(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Stretches that do not overlap, in order. Those given are in the order of their starts, the longer first."""
    open_: list[Stretch] = []
    flat: list[Stretch] = []
    at = 0
    for stretch in stretches:
        start = stretch[0]
        at = max(at, _close(open_, flat, at, until=start))
        if open_ and _is_means(stretch, of=open_[-1]):
            continue
        if open_ and start > at:
            flat.append((at, start, open_[-1][2]))
        at = max(at, start)
        open_.append(stretch)
    _close(open_, flat, at, until=None)
    return flat


def _close(open_: list[Stretch], flat: list[Stretch], at: int, *, until: int | None) -> int:
    """Ends those that ended by then, from the innermost on; returns how far all is told."""
    while open_ and (until is None or open_[-1][1] <= until):
        _, end, span = open_.pop()
        if end > at:
            flat.append((at, end, span))
            at = end
    return at


def _is_means(inner: Stretch, *, of: Stretch) -> bool:
    return inner[1] <= of[1] and inner[2].what in MEANS.get(of[2].what, ())


def gaps(waits: Sequence[Stretch], *, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The time between waits that do not overlap."""
    at = start
    for from_, to, _ in waits:
        if from_ > at:
            yield at, from_
        at = max(at, to)
    if at < end:
        yield at, end
