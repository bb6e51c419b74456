"""Turns what a program writes into events, as hostile text: of bounded size, valid UTF-8, whole lines where it can."""

import codecs
from collections.abc import Iterator

from sandbox.events import TEXT_BYTES, Stderr, Stdout

MOST_CHARACTERS = TEXT_BYTES // 4
"""Of one event: no character is longer than four bytes of UTF-8."""
PATIENCE_SECONDS = 0.02
"""How long a line without its end is held back for the rest; a prompt is to be seen, a half-written line rather not."""


class Output:
    """One channel of one run. Give it bytes as they are read; it gives back the events they complete."""

    def __init__(self, kind: type[Stdout] | type[Stderr]) -> None:
        self._kind = kind
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._rest = ""
        self._rest_at = 0.0

    def feed(self, data: bytes, *, at: float) -> list[Stdout | Stderr]:
        """Whole lines as events; the rest waits for its end, unless it is long or `at` passes its patience."""
        text = self._rest + self._readable(self._decoder.decode(data))
        end = text.rfind("\n") + 1
        if len(text) - end >= MOST_CHARACTERS:
            end = len(text)
        if end or not self._rest:
            self._rest_at = at
        self._rest = text[end:]
        return self._events(text[:end], at=at)

    def patience_ends_at(self) -> float | None:
        """When the rest of a line should be shown even so; None where there is none."""
        return self._rest_at + PATIENCE_SECONDS if self._rest else None

    def overdue(self, *, at: float) -> list[Stdout | Stderr]:
        """The rest of a line once its patience has ended."""
        ends_at = self.patience_ends_at()
        return [] if ends_at is None or at < ends_at else self.rest()

    def rest(self) -> list[Stdout | Stderr]:
        """The rest of a line, now."""
        text, self._rest = self._rest, ""
        return self._events(text, at=self._rest_at)

    def end(self, *, at: float) -> list[Stdout | Stderr]:
        """The rest of a line, and of a character that will not be completed any more."""
        broken = self._readable(self._decoder.decode(b"", final=True))
        return self.rest() + self._events(broken, at=at)

    def _readable(self, text: str) -> str:
        """NUL is shown as invalid text is: databases and terminals stumble over it."""
        return text.replace("\0", "\N{REPLACEMENT CHARACTER}")

    def _events(self, text: str, *, at: float) -> list[Stdout | Stderr]:
        return [self._kind(at=at, text=piece) for piece in pieces(text)]


def pieces(text: str) -> Iterator[str]:
    """The text in pieces of at most TEXT_BYTES, cut after a line's end where there is one."""
    start = 0
    while start < len(text):
        end = start + MOST_CHARACTERS
        if end < len(text):
            end = text.rfind("\n", start, end) + 1 or end
        yield text[start:end]
        start = end
