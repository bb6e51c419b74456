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
"""So many holds of one lock are looked at, from the latest on: more than one covers a moment where clocks disagree."""


class Holders:
    def __init__(self, tracks: Iterable[Track], *, start: int, end: int, only_fresh: bool = False) -> None:
        self._holds: dict[Number, list[tuple[int, int, Number]]] = defaultdict(list)
        for track in tracks:
            for from_, to, span in track.holds.between(start, end, only_fresh=only_fresh):
                self._holds[key_of(span)].append((from_, to, (track.process, track.thread)))
        for holds in self._holds.values():
            holds.sort()

    def of(self, span: Span) -> Number | None:
        """The thread that had the lock when this wait began; None where nobody is known."""
        start = max(0, span.start)
        if span.what not in HELD:
            return None
        holds = self._holds.get(key_of(span), [])
        latest = bisect_right(holds, start, key=lambda hold: hold[0])
        for _, end, holder in reversed(holds[max(0, latest - MOST_BACK) : latest]):
            if end > start and holder != (span.process, span.thread):
                return holder
        return None
