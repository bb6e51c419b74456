"""What a thread is about to do: the operation it announces, and stops at, before it does it.

Two operations are dependent when their order can matter: they touch the same part of the same thing, and do not both
read it or both add to it. Everything the search knows of a program, it knows from this.
"""

from collections.abc import Callable
from enum import IntEnum


class Mode(IntEnum):
    """How a thing is touched. Adding commutes with adding, as two releases of a semaphore do."""

    READ = 0
    WRITE = 1
    ADD = 2

    __hash__ = int.__hash__  # it is looked up at every access; that of an Enum is a call of Python's


Access = tuple[int, object, Mode]
"""The number of a thing in this execution; the part of it, None for the whole; how it is touched."""


class Operation:
    """One visible step of a thread, announced and not yet done. What few have is a default of the class."""

    is_enabled: Callable[[], bool] | None = None
    """Whether it could be done now; None for what can always be done."""
    wake_at: float | None = None
    """The virtual time at which a sleep or a time-out ends: the natural schedule alone looks at it."""
    is_ready: Callable[[], bool] | None = None
    """Whether what a time-out waits for is there; None for a sleep."""
    is_acquire = False
    is_release = False
    """Of a mutex, and of a thread's end and whoever joins it: nobody but the owner can let the waiting one on, which so
    could not have moved just before: the two make no race."""
    is_barren = False
    """A try that failed, and changed nothing."""
    value: object = None
    """What was read or written, once it was done."""
    after: object = None
    """What the container looked like then whose method it was."""

    def __init__(
        self, kind: str, label: str, line: int, accesses: tuple[Access, ...] = (), subject: object = None
    ) -> None:
        self.kind = kind
        self.label = label
        self.line = line
        self.accesses = accesses
        self.subject = subject
        """The primitive, object or namespace it is about."""

    @property
    def can_move(self) -> bool:
        return self.is_enabled is None or self.is_enabled()

    @property
    def waits_for_time(self) -> bool:
        """Whether nothing but time would let it go on now."""
        return self.wake_at is not None and (self.is_ready is None or not self.is_ready())

    def waits_for_release_of(self, other: "Operation") -> bool:
        return self.is_acquire and other.is_release


_WRITE = Mode.WRITE


def conflicts(one: tuple[Access, ...], other: tuple[Access, ...]) -> bool:
    """Whether the order of two operations can matter."""
    for thing, part, mode in one:
        for thing2, part2, mode2 in other:
            if (
                thing == thing2
                and (mode != mode2 or mode is _WRITE)
                and (part is None or part2 is None or part == part2)
            ):
                return True
    return False
