"""Who hears a run: takes events, may ask for its end, and when it listens too slowly makes the program wait."""

import os
import select
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Mapping

from sandbox.events import Event

ENOUGH_BYTES = 256 * 1024
"""Once this much waits to be heard, the program's pipes are no longer read until some of it was."""
PORTION_BYTES = 4096
"""What a pipe or socket that polls as writable takes without blocking (PIPE_BUF)."""


class Audience(ABC):
    """The supervisor waits on `watched`, hands what became ready to `attend`, and never blocks for an audience."""

    has_asked_to_stop = False

    @abstractmethod
    def say(self, event: Event) -> None:
        """Takes the event, to be heard as soon as can be."""

    @abstractmethod
    def is_full(self) -> bool:
        """Whether the program should wait."""

    @abstractmethod
    def watched(self) -> Mapping[int, int]:
        """The descriptors to wait for, with what for: select.POLLIN, select.POLLOUT."""

    @abstractmethod
    def attend(self, ready: Mapping[int, int]) -> None:
        """Reads wishes and writes what waits, as far as the `ready` descriptors allow."""

    @abstractmethod
    def hear_the_rest(self) -> None:
        """Blocks until all that was said is heard, or nobody listens any more."""


class Outgoing:
    """What waits to be written to one descriptor."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.waiting = 0
        self.is_broken = False
        self._parts: deque[memoryview] = deque()

    def add(self, data: bytes) -> None:
        if data and not self.is_broken:
            self._parts.append(memoryview(data))
            self.waiting += len(data)

    def write(self) -> None:
        """One portion; call it when the descriptor polls as writable. A reader that went away breaks it."""
        data = self._next_portion()
        try:
            written = os.write(self.descriptor, data)
        except BlockingIOError:
            written = 0
        except OSError:
            self.break_off()
            return
        self._parts.appendleft(memoryview(data)[written:])
        self.waiting -= written

    def write_all(self, *, patience_seconds: float) -> None:
        """Blocks until everything is written, nobody reads any more, or nobody has read for `patience_seconds`."""
        poller = select.poll()
        poller.register(self.descriptor, select.POLLOUT)
        while self.waiting and poller.poll(patience_seconds * 1000):
            self.write()

    def break_off(self) -> None:
        self.is_broken = True
        self._parts.clear()
        self.waiting = 0

    def _next_portion(self) -> bytes:
        portion = b""
        while self._parts and len(portion) < PORTION_BYTES:
            part = self._parts.popleft()
            room = PORTION_BYTES - len(portion)
            portion += part[:room]
            if len(part) > room:
                self._parts.appendleft(part[room:])
        return portion
