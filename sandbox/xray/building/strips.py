"""The strip of one thread: what it did from moment to moment, as slices in whole microseconds."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from sandbox.observations import Span
from sandbox.xray.building.busyness import Busyness
from sandbox.xray.building.hearing import Heard
from sandbox.xray.building.holding import Holders
from sandbox.xray.building.lateness import given_back
from sandbox.xray.building.meanings import STATES
from sandbox.xray.building.naming import Names
from sandbox.xray.building.placing import STEP_MICROSECONDS, Piece, Place, pieces
from sandbox.xray.building.spans import Stretch
from sandbox.xray.building.tracks import Interval, Track
from sandbox.xray.building.waits import one_at_a_time
from sandbox.xray.timeline import STARTING, Slice, State

KEPT_WAITING = frozenset({State.GIL, State.CORE})
WANTING = KEPT_WAITING | {State.CPU}
"""Who is in one of these could go on, if it were let."""


class Cut(NamedTuple):
    """See `timeline.Slice`; in microseconds."""

    start: int
    end: int
    state: State
    what: str = ""
    line: int = 0
    holder: str = ""
    object: int = 0

    def told(self) -> Slice:
        return Slice(self.start / 1e6, self.end / 1e6, *self[2:])


class Stage(NamedTuple):
    """All that the strips of a run are made with."""

    heard: Heard
    names: Names
    holders: Holders
    only_fresh: bool = False


def strip(
    track: Track, between: Sequence[Interval], *, others: Busyness | None, stage: Stage, before: State | None = None
) -> list[Cut]:
    """Of the time of these intervals, all of it, in order. `before`: its state until then."""
    if not between:
        return []
    start, end = between[0].start, between[-1].end
    waits = one_at_a_time(track.waits.between(start, end, only_fresh=stage.only_fresh))
    cuts = list(merged(_cuts(_pieces(between, waits, others, before), stage)))
    if stage.heard.processes[track.process].is_recorded:
        cuts = list(_unrecorded(_without_short_calls(cuts), _unrecorded_since(track, stage.heard)))
    return list(merged(_started(cuts, _began(track, stage.heard))))


def _without_short_calls(cuts: Sequence[Cut]) -> Iterator[Cut]:
    """A gap beside a wait for the GIL or for a core, and no longer than the GIL's interval, is a part of it.

    The kernel adds up a thread's time on a core at its ticks, 4 ms apart, and its time in the queue when that is over.
    A turn is seen late, and while it is not seen nobody seems to have the GIL: of four threads that only computed up
    to 9 % of the time was told as calls that nobody recorded, in pieces of 1 to 3 ms. Between two stretches on CPU a
    gap is left as it is: one thread that computes has none.
    """
    for last, cut, then in zip([None, *cuts[:-1]], cuts, [*cuts[1:], None], strict=True):
        beside = {last.state, then.state} if last and then else set()
        if _is_short_call(cut) and beside <= WANTING and beside & KEPT_WAITING:
            yield cut._replace(state=State.GIL if State.GIL in beside else State.CORE)
        else:
            yield cut


def _is_short_call(cut: Cut) -> bool:
    return _is_of_no_name(cut) and cut.end - cut.start <= STEP_MICROSECONDS


def _is_of_no_name(cut: Cut) -> bool:
    """A call that nobody recorded."""
    return cut.state is State.IO and not (cut.what or cut.line)


def _unrecorded_since(track: Track, heard: Heard) -> int | None:
    """From when on nobody knows what the thread waited for; None where it could say it to its end.

    The end of a wait is written in the place of the wait, so one that lasts is known however full the buffer is.
    """
    if not heard.noted.is_full or track.ended is not None or track.waits.lasting:
        return None
    if track.recorded_until is None:
        return 0
    return track.recorded_until if track.has_dropped else None


def _unrecorded(cuts: Iterable[Cut], since: int | None) -> Iterator[Cut]:
    """What is left of the time has no name any more: with the waits the wait for the GIL is unknown too."""
    for cut in cuts:
        if since is None or cut.end <= since or not (cut.state is State.GIL or _is_of_no_name(cut)):
            yield cut
            continue
        if cut.start < since:
            yield cut._replace(end=since)
        yield Cut(max(cut.start, since), cut.end, State.UNKNOWN)


def _pieces(
    between: Sequence[Interval], waits: Sequence[Stretch], others: Busyness | None, before: State | None
) -> Iterator[Piece]:
    at = 0
    for interval, then in pairwise([*given_back(between, waits), Interval(0, 0)]):
        while at < len(waits) and waits[at][1] <= interval.start:
            at += 1
        own = list(_overlapping(waits, at, interval))
        for piece in pieces(Place(interval, own, others, before, is_cpu_next=then.cpu > 0)):
            if piece.end > piece.start:
                yield piece
                before = piece.state


def _overlapping(waits: Sequence[Stretch], at: int, interval: Interval) -> Iterator[Stretch]:
    while at < len(waits) and waits[at][0] < interval.end:
        start, end, span = waits[at]
        yield max(start, interval.start), min(end, interval.end), span
        at += 1


def _cuts(found: Iterable[Piece], stage: Stage) -> Iterator[Cut]:
    """A long wait comes in many pieces; it is looked up once, and who had the lock for each stretch without a break."""
    last: Span | None = None
    about: Cut | None = None
    for start, end, state, wait in _joined(found):
        if wait is None:
            yield Cut(start, end, state or State.IO)
            continue
        if about is None or wait[2] is not last:
            last = wait[2]
            about = _wait(last, stage)
        yield about._replace(start=start, end=end, holder=_holder(last, start, end, stage))


def _joined(found: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours that belong to the same wait are one."""
    last: Piece | None = None
    for piece in found:
        if last and last.wait and piece.wait and last.wait[2] is piece.wait[2] and last.end == piece.start:
            last = last._replace(end=piece.end)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _wait(span: Span, stage: Stage) -> Cut:
    state, what, number = STATES[span.what], stage.names.wait(span), stage.heard.objects.number(span)
    return Cut(span.start, span.end, state, what, span.line, object=number)


def _holder(span: Span, start: int, end: int, stage: Stage) -> str:
    """Where nobody had the lock, as when it goes from hand to hand, who had it during the whole wait."""
    holders = stage.holders.of(span, start, end) or stage.holders.of(span)
    return in_turn([stage.names.thread(*each) for each in holders])


def in_turn(holders: Sequence[str]) -> str:
    """Like “T1, then T2 and 3 others”."""
    told = ", then ".join(holders[:2])
    others = len(holders) - 2
    return told if others <= 0 else f"{told} and {others} other{'' if others == 1 else 's'}"


def _began(track: Track, heard: Heard) -> int:
    """Until when its process started; 0 for the program itself, which is looked at from its start on."""
    process = heard.processes[track.process]
    return (process.began or 0) if process.parent else 0


def _started(cuts: Iterable[Cut], began: int) -> Iterator[Cut]:
    """A lock is told by its name alone, so that a wait for one is none here: see `timeline.is_start`."""
    for cut in cuts:
        if cut.start >= began:
            yield cut
        else:
            state = State.IO if cut.state is State.LOCK else cut.state
            yield Cut(cut.start, min(cut.end, began), state, STARTING)
            if cut.end > began:
                yield cut._replace(start=began)


def merged(cuts: Iterable[Cut]) -> Iterator[Cut]:
    """Neighbours that say the same are one."""
    last: Cut | None = None
    for cut in cuts:
        if last is not None and last.end == cut.start and last[2:] == cut[2:]:
            last = last._replace(end=cut.end)
            continue
        if last is not None:
            yield last
        last = cut
    if last is not None:
        yield last
