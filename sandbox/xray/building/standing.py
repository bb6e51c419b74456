"""At which line of the program a thread stood, at the moments when it was asked."""

from array import array
from bisect import bisect_left

from sandbox.observations import Span

NEAR = 50_000
"""Microseconds: a thread is asked every 25 ms, answers when it gets the GIL, and computes in loops."""
MOST_MOMENTS = 100_000
"""Of one thread: a minute has 2,400."""


class Stood:
    """Moments in order; what comes out of order is left out."""

    __slots__ = ("_ats", "_lines")

    def __init__(self) -> None:
        self._ats, self._lines = array("q"), array("L")

    def hear(self, span: Span) -> None:
        is_next = not self._ats or span.start >= self._ats[-1]
        if is_next and len(self._ats) < MOST_MOMENTS:
            self._ats.append(max(0, span.start))
            self._lines.append(max(0, span.line))

    def line(self, start: int, end: int) -> int:
        """The line of the last moment from `start` to `end`, else of the nearest one; 0 where none is near."""
        index = bisect_left(self._ats, end) - 1
        if index >= 0 and self._ats[index] >= start:
            return self._lines[index]
        beside = [each for each in (index, index + 1) if 0 <= each < len(self._ats)]
        distance, nearest = min(((self._away(each, start, end), each) for each in beside), default=(NEAR, 0))
        return self._lines[nearest] if distance < NEAR else 0

    def _away(self, index: int, start: int, end: int) -> int:
        return max(start - self._ats[index], self._ats[index] - end, 0)
