"""What the threads of a program run on. To make a greenlet takes as long as ten steps of one, so each is used again."""

import threading
from collections.abc import Callable

from greenlet import greenlet

MOST_KEPT = 64
"""Greenlets that wait to be used again."""


class Free(threading.local):
    """A greenlet can go on in its own thread alone."""

    def __init__(self) -> None:
        self.greenlets: list[Reused] = []


class Reused(greenlet):  # type: ignore[misc]
    """Runs one fiber after the other; between two it stands still in `run`."""

    fiber: "Fiber | None" = None

    def run(self) -> None:
        while True:
            self._live()
            if len(FREE.greenlets) < MOST_KEPT:
                FREE.greenlets.append(self)
            self.parent.switch()

    def _live(self) -> None:
        """What the body does not catch ends this greenlet, and goes to its parent."""
        fiber, self.fiber = self.fiber, None
        assert fiber is not None
        fiber.is_live = True
        try:
            fiber.body()
        finally:
            fiber.is_live = False


class Fiber:
    """One thread's way through its `body`: `switch` begins it, or goes on with it. It ends in the `hub`."""

    __slots__ = ("_greenlet", "body", "is_live", "switch", "throw")

    def __init__(self, body: Callable[[], None], hub: greenlet) -> None:
        self.body, self.is_live = body, False
        self._greenlet = FREE.greenlets.pop() if FREE.greenlets else Reused()
        self._greenlet.parent, self._greenlet.fiber = hub, self
        self._greenlet.gr_context = None
        self.switch, self.throw = self._greenlet.switch, self._greenlet.throw


FREE = Free()
