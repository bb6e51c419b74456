"""Reads what the inside of a run tells of itself, over one pipe, as if Mallory had written it: she may have.

Every process of a run may write there, and nothing but answers is expected: lines of bounded length and number, after
a question of ours. Anything else is no event, and the run ends as a failure of the sandbox, with what it printed kept.
"""

import os
import re

from sandbox.events import MOST_FRAMES, EventRefused, Frame, Stack

LINE_BYTES = 4096
TOTAL_BYTES = 256 * 1024
"""Of one run: an answer for each of the most threads that a run may have."""
READ_BYTES = 65_536
CLOCK = b"clock"
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
OF_A_FRAME = 3
"""Fields: file, line and function."""


class EventsPipe:
    """`descriptor` does not block. `expected`: how many stacks were asked for and have not come.

    `has_clock`: a process has answered that something may wake it yet.
    """

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.expected = 0
        self.has_clock = False
        self._rest = b""
        self._left_bytes = TOTAL_BYTES

    def read(self, *, at: float) -> list[Stack]:
        """What waits in it; raises EventRefused for what nobody asked, what is no event, and what is too much."""
        try:
            data = os.read(self.descriptor, READ_BYTES)
        except BlockingIOError:
            return []
        self._left_bytes -= len(data)
        *lines, self._rest = (self._rest + data).split(b"\n")
        if len(lines) > self.expected or not self.expected:
            raise EventRefused("nobody had asked for it")
        if self._left_bytes < 0 or max(map(len, [*lines, self._rest])) > LINE_BYTES:
            raise EventRefused("it was too much")
        self.expected -= len(lines)
        self.has_clock = self.has_clock or CLOCK in lines
        return [stack(line, at=at) for line in lines if line != CLOCK]


def stack(line: bytes, *, at: float) -> Stack:
    """The event of one line as `sandbox/inside/stacks.py` writes it; a last frame that was cut off is left out."""
    try:
        kind, process, thread, *fields = line.decode().split("\t")
        whole = len(fields) - len(fields) % OF_A_FRAME
        parts = [fields[start : start + OF_A_FRAME] for start in range(0, whole, OF_A_FRAME)][:MOST_FRAMES]
        frames = tuple(Frame(file=file, line=int(number), function=function) for file, number, function in parts)
    except ValueError:
        raise EventRefused("it could not be read") from None
    if CONTROL.search("".join((process, thread, *fields))):
        raise EventRefused("it was no text")
    if kind != "stack" or not all(0 <= frame.line < 1 << 31 for frame in frames):
        raise EventRefused("it was of no known kind")
    return Stack(at=at, process=process, thread=thread, frames=frames)
