"""Who held which lock when: what every wait for one is asked."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from sandbox.observations import Span
from sandbox.records import What
from sandbox.xray.building.hearing import Number
from sandbox.xray.building.objects import key_of
from sandbox.xray.building.tracks import Track

HELD = frozenset({What.LOCK, What.RLOCK, What.SHARED_LOCK})
MOST_BACK = 8
"""So many holds of one lock are looked at, from the start of a wait back: more than one covers a moment where clocks
disagree."""
MOST_ON = 100
"""And so many from there on, where it went from hand to hand."""
LEAST_SHARE = 0.01
"""Of a wait: who had the lock for less of it is not named, if anybody is."""


class Holders:
    def __init__(self, tracks: Iterable[Track], *, end: int, only_fresh: bool = False) -> None:
        self._end = end
        self._holds: dict[Number, list[tuple[int, int, Number]]] = defaultdict(list)
        for track in tracks:
            for from_, to, span in track.holds.between(0, end, only_fresh=only_fresh):
                self._holds[key_of(span)].append((from_, to, (track.process, track.thread)))
        for holds in self._holds.values():
            holds.sort()

    def of(self, span: Span, since: int = 0, until: int | None = None) -> list[Number]:
        """The threads that had the lock during this part of a wait, in the order in which they took it."""
        if span.what not in HELD:
            return []
        start, end = max(since, span.start), span.end if span.end >= 0 else self._end
        end = end if until is None else min(end, until)
        holds = self._holds.get(key_of(span), [])
        latest = bisect_right(holds, start, key=lambda hold: hold[0])
        seconds: dict[Number, int] = {}
        for from_, to, holder in holds[max(0, latest - MOST_BACK) : latest + MOST_ON]:
            had = min(to, end) - max(from_, start)
            if had > 0 and holder != (span.process, span.thread):
                seconds[holder] = seconds.get(holder, 0) + had
        least = LEAST_SHARE * (end - start)
        return [holder for holder, had in seconds.items() if had >= least] or list(seconds)[:1]
