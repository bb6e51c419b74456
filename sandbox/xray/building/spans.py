"""The spans of one thread or task, as they were heard: those that ended, and those that last."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sandbox.observations import Span

type Stretch = tuple[int, int, Span]
"""A span's start and end, within the time that is looked at."""


class Spans:
    """`fresh` are those that ended lately, so that who asks again and again need not look at all."""

    __slots__ = ("_closed_at", "ended", "fresh", "lasting")

    def __init__(self) -> None:
        self._closed_at = 0
        self.ended: list[Span] = []
        self.fresh: list[Span] = []
        self.lasting: dict[tuple[int, int, int, int], Span] = {}

    def __len__(self) -> int:
        return len(self.ended) + len(self.lasting)

    def hear(self, span: Span) -> None:
        """One that ends before it starts is nonsense, and left out."""
        key = (span.kind, span.what, span.start, span.subject)
        if span.end < 0 and span.start < self._closed_at:
            span = replace(span, end=self._closed_at)
        if span.end < 0:
            self.lasting[key] = span
        else:
            self.lasting.pop(key, None)
            if span.end >= span.start:
                self.ended.append(span)
                self.fresh.append(span)

    def close(self, at: int) -> None:
        """Those that began before, and last, end then: whoever would have ended them is there no more."""
        self._closed_at = at
        for span in list(self.lasting.values()):
            self.hear(span)

    def between(self, start: int, end: int, *, only_fresh: bool = False) -> list[Stretch]:
        """In the order of their starts, the longer first; what lasts, lasts until `end`."""
        ended = self.fresh if only_fresh else self.ended
        found = [*_within(ended, start, end), *_within(self.lasting.values(), start, end)]
        found.sort(key=lambda stretch: (stretch[0], -stretch[1]))
        return found

    def forget(self, until: int) -> None:
        """Nobody will ask again for those that are fresh and ended by then."""
        self.fresh = [span for span in self.fresh if span.end > until]

    @property
    def first(self) -> int | None:
        return min((max(0, span.start) for span in (*self.ended, *self.lasting.values())), default=None)

    @property
    def last(self) -> int | None:
        return max((max(span.start, span.end) for span in (*self.ended, *self.lasting.values())), default=None)


def moments(spans: Iterable[Span], start: int, end: int) -> list[Stretch]:
    """Those that began and ended within one microsecond: a lock was held all the same."""
    return [(span.start, span.end, span) for span in spans if start <= span.start == span.end <= end]


def _within(spans: Iterable[Span], start: int, end: int) -> Iterator[Stretch]:
    for span in spans:
        from_, to = max(span.start, start), end if span.end < 0 else min(span.end, end)
        if from_ < to:
            yield from_, to, span
