"""One log for many parts: every line bears the name of who said it, in a colour of its own."""

import io
import os
import sys
from collections.abc import Mapping
from typing import TextIO

COLOURS: Mapping[str, int] = {
    "up": 37,
    "redis": 35,
    "runner": 31,
    "runs": 33,
    "moves": 32,
    "background": 34,
    "beat": 90,
    "web": 36,
}
WIDTH = max(map(len, COLOURS))


class PrefixedLog:
    """Writes lines to `stream`; colours them when a person is watching and has not asked for none (NO_COLOR)."""

    def __init__(self, stream: TextIO = sys.stdout) -> None:
        self.stream = stream
        self.is_coloured = stream.isatty() and "NO_COLOR" not in os.environ

    def said(self, name: str, line: str) -> None:
        prefix = f"{name:<{WIDTH}} | "
        if self.is_coloured:
            prefix = f"\x1b[{COLOURS.get(name, 37)}m{prefix}\x1b[0m"
        self.tell(prefix + line)

    def tell(self, text: str) -> None:
        try:
            self.stream.write(text + "\n")
            self.stream.flush()
        except OSError:  # the terminal or the pipe is gone; what runs must still be stopped in order
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.stream.fileno())

    def stream_of(self, name: str) -> "NamedStream":
        """A text stream whose lines appear in this log as said by `name`."""
        return NamedStream(self, name)


class NamedStream(io.TextIOBase):
    def __init__(self, log: PrefixedLog, name: str) -> None:
        self.log, self.name = log, name

    def write(self, text: str) -> int:
        for line in text.splitlines():
            self.log.said(self.name, line)
        return len(text)
