"""Virtual time. Each thread has a clock of its own, and learns of a later one from what it does after another thread.

A clock for all would be shared by every thread without a step that says so: the order of two sleeps that touch nothing
could show. So a clock goes from thread to thread only where one's step had to come after the other's.
"""

from sandbox.inside.explorer.world.operations import Mode, Operation
from sandbox.inside.explorer.world.records import Thread

SEEN = {Mode.READ: (Mode.WRITE, Mode.ADD), Mode.WRITE: tuple(Mode), Mode.ADD: (Mode.READ, Mode.WRITE)}
"""By how a thing is touched now: after which touches that has to be."""


class Times:
    """The latest clock at which each thing was touched as a whole, by each mode."""

    def __init__(self) -> None:
        self._latest: dict[int, list[float]] = {}
        """Empty as long as every clock stands at its beginning."""

    @property
    def are_known(self) -> bool:
        """Whether any clock has left its beginning."""
        return bool(self._latest)

    def note(self, thread: Thread, operation: Operation) -> None:
        """A thread does a step: it is later than whatever the step comes after."""
        latest = [
            (self._latest.setdefault(thing, [0.0] * len(Mode)), mode)
            for thing, part, mode in operation.accesses
            if part is None
        ]
        thread.clock = max(thread.clock, *(each[seen] for each, mode in latest for seen in SEEN[mode]), 0.0)
        for each, mode in latest:
            each[mode] = max(each[mode], thread.clock)
