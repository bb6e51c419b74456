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
        """The line of the last moment from `start` to `end`, else of the one before, if that is near; 0 for unknown.

        A later one says nothing: the thread may not have been there yet, unless it was at the same line before.
        """
        index = bisect_left(self._ats, end) - 1
        if index < 0:
            return 0
        line = self._lines[index]
        is_near = self._ats[index] > start - NEAR
        return line if is_near or self._is_next(index + 1, line, until=end + NEAR) else 0

    def _is_next(self, index: int, line: int, *, until: int) -> bool:
        return index < len(self._ats) and self._lines[index] == line and self._ats[index] < until
