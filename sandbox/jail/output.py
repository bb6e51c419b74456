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

    def flush(self, *, at: float, is_over: bool = False) -> list[Stdout | Stderr]:
        """What was held back, once its patience has ended or the channel has."""
        ends_at = self.patience_ends_at()
        if is_over:
            self._rest += self._readable(self._decoder.decode(b"", final=True))
        elif ends_at is None or at < ends_at:
            return []
        text, self._rest = self._rest, ""
        return self._events(text, at=min(at, self._rest_at) if text else at)

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
