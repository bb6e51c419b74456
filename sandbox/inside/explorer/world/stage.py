"""The execution that goes on now: everything the program calls speaks to it. There is one at a time in a process."""

import sys
from collections.abc import Callable
from types import FrameType

from sandbox.inside.explorer.world.operations import Access, Mode, Operation
from sandbox.inside.explorer.world.sharing import Revealed, Sharing
from sandbox.inside.explorer.world.world import Failure, Scheduler, World

PROGRAM = "main.py"
"""The file name of the program's code: frames of it have the lines that a learner knows."""

world = World(Scheduler(), lambda _: Failure("stuck", "", "", 0))
sharing = Sharing([])
"""Both are set by whoever begins an execution; until then they are empty."""


def line() -> int:
    """The line of the program that led here; 0 where there is none."""
    frame: FrameType | None = sys._getframe(2)
    while frame is not None and frame.f_code.co_filename != PROGRAM:
        frame = frame.f_back
    return frame.f_lineno if frame is not None else 0


def made(thing: object) -> int:
    """The line of the program that makes a primitive; of several that are made there, which one it is is noted."""
    at = line()
    world.made.setdefault((type(thing).__name__, at), []).append(id(thing))
    return at


def step(
    kind: str,
    subject: object,
    *accesses: Access,
    until: Callable[[], bool] | None = None,
    timeout: float | None = None,
    is_free: Callable[[], bool] | None = None,
    is_acquire: bool = False,
) -> Operation:
    """Announces one operation of a primitive, and returns when the thread may do it.

    Without `timeout` that is when `until` is true; with one, in seconds, at any point, since time promises no order:
    whoever finds that `until` is false then knows that the time passed, and the thread's clock says so, too. What
    `is_free` says has to be so in any case.
    """
    me = world.current
    wake_at = me.clock + timeout if timeout is not None and timeout > 0 else None
    operation = Operation(kind, "", line(), accesses, subject)
    operation.is_acquire = is_acquire and timeout is None
    waits = until if timeout is None else None
    operation.is_enabled = waits if is_free is None else lambda: is_free() and (waits is None or waits())
    operation.wake_at, operation.is_ready = wake_at, until
    world.announce(operation)
    if wake_at is not None and operation.waits_for_time:
        me.clock = max(me.clock, wake_at)
    return operation


NAMES_OF_THREADS = -1
"""Stands where the numbers of places do: whether the names of threads are steps, since one is changed and read."""
DAEMONS_OF_THREADS = -3
"""The same for whether they are daemons."""
CLEARED_EVENTS = -2
"""The same for events: one is cleared while others live, so that waiting for one is two steps."""


def touch(place: int, kind: str, subject: object, mode: Mode) -> None:
    """A step, but only if some execution showed that several threads touch the like, one of them to change it."""
    if not world.unjoined or world.is_over:
        return
    if sharing.reveals(place, world.current.number, subject, None, mode):
        world.stop(Revealed())
    if place in sharing.steps:
        step(kind, subject, world.whole(subject, mode))


def reveal(place: int) -> None:
    """Something has come that asks for more steps; the execution begins anew, unless they are taken already."""
    if world.unjoined and place not in sharing.steps:
        sharing.steps.add(place)
        world.stop(Revealed())
