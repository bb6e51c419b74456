"""How far one execution may go: in rounds and calls, in depth, and in the time of whoever waits for the answer."""

import sys
import time
from collections.abc import Callable
from types import FrameType

MOST_STEPS = 5_000
"""Of one execution: what goes on beyond is taken for a program that does not end."""
MOST_THREADS = 200
MOST_TURNS = 300_000
"""Rounds of loops and calls without an end in one execution."""
DEEPEST = 990
"""Calls within calls, as Python's own limit, which is raised meanwhile: it may not strike within the explorer."""
RECURSION_LIMIT = 3_000
TURNS_BETWEEN_LOOKS = 256
"""At the clock."""


LONGEST_RANGE = 10**9
"""Rounds that would take Python a minute at the least: whoever waits for the end of more calls it hanging."""


class Late(Exception):
    """The time was over in the middle of an execution."""


class Pace:
    """Counts what goes on without a step."""

    def __init__(self, until: float | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.turns = 0
        self._looks = 0
        self._until, self._clock = until, clock
        self.endless: frozenset[tuple[int, int]] = frozenset()
        """The first and last lines of the program's loops without a way out."""
        self._is_hopeless = False

    def note_range(self, rounds: range) -> None:
        """A loop goes through it."""
        if len(rounds[: LONGEST_RANGE + 1]) > LONGEST_RANGE:
            self._is_hopeless = True

    def leads_nowhere(self, space: object) -> bool:
        """Whether what goes on now is in a loop without an end; else it is merely long.

        `space`: the names of the program's module, by which its frames are known.
        """
        if self._is_hopeless:
            return True
        frame: FrameType | None = sys._getframe(1)
        while frame is not None:
            if frame.f_globals is space and any(first <= frame.f_lineno <= last for first, last in self.endless):
                return True
            frame = frame.f_back
        return False

    def is_late(self) -> bool:
        """Looks at the clock now and then."""
        self._looks += 1
        return self._looks % TURNS_BETWEEN_LOOKS == 0 and self._until is not None and self._clock() > self._until


def check_depth() -> None:
    """Raises RecursionError where Python would: the program's own frames are all that a thread's stack has."""
    try:
        sys._getframe(DEEPEST)
    except ValueError:
        return
    raise RecursionError("maximum recursion depth exceeded")
