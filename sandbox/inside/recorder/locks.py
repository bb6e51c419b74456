"""The locks of the learner's own code: what they are waited for, and from which line to which moment they are held.

Locks that the library makes for itself stay the interpreter's own.
"""

from __future__ import annotations

import _thread
import sys
from types import FrameType, TracebackType

from sandbox.inside.recorder.lines import is_own, line_if_asked_by_program, line_of
from sandbox.inside.recorder.naming import number_for_use
from sandbox.inside.recorder.replacing import hide
from sandbox.inside.recorder.writing import LOCAL, Writer, current
from sandbox.record_form import Kind, What

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any

WAIT, LOCK = int(Kind.WAIT), int(What.LOCK)
real_lock = _thread.allocate_lock
frame_at = sys._getframe
NO_TIMEOUT = -1


class LikeRealLocks(type):
    """Of `threading.Lock`: from 3.13 on it is a class, and the library's own locks are of it."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
        try:
            return type.__new__(cls, name, tuple(map(real_class, bases)), body)
        except TypeError as error:  # nobody may inherit from a lock
            hide(error)
            raise

    def __call__(cls, *arguments: Any, **named: Any) -> Any:
        frame = frame_at(1)
        if arguments or named or not is_own(frame):
            return real_lock(*arguments, **named)
        lock: Any = object.__new__(cls)  # type: ignore[arg-type]
        lock._begin(frame)
        return lock

    def __instancecheck__(cls, instance: Any) -> bool:
        return type(instance) in (cls, _thread.LockType)

    def __repr__(cls) -> str:
        return "<class '_thread.lock'>"


def real_class(base: type) -> type:
    return _thread.LockType if type(base) is LikeRealLocks else base


class Lock(metaclass=LikeRealLocks):
    __slots__ = ("__weakref__", "_held_at", "_lock", "_number", "_unnamed")

    def _begin(self, frame: FrameType) -> None:
        self._lock = real_lock()
        self._held_at = 0
        self._number, self._unnamed = number_for_use(frame, "Lock")

    def _name(self) -> None:
        place, self._unnamed = self._unnamed, None
        if place is not None:  # else another thread was faster
            place.tell_late(self._number)

    def acquire(self, blocking: bool = True, timeout: float = NO_TIMEOUT) -> bool:
        frame = frame_at(1)
        if self._unnamed is not None:
            self._name()
        try:
            if timeout != NO_TIMEOUT:
                real_lock().acquire(blocking, timeout)  # which refuses what makes no sense
            if not self._lock.acquire(False):
                if not blocking:
                    current().poll("lock.acquire", line_if_asked_by_program(frame))
                    return False
                if not wait_for(self._lock, LOCK, self._number, frame, timeout):
                    return False
        except BaseException as error:
            hide(error)
            raise
        self._held_at = current().hold(LOCK, frame, self._number)
        return True

    def __enter__(self) -> bool:
        frame = frame_at(1)
        if self._unnamed is not None:
            self._name()
        if not self._lock.acquire(False):
            try:
                wait_for(self._lock, LOCK, self._number, frame, NO_TIMEOUT)
            except BaseException as error:  # an interrupt
                hide(error)
                raise
        try:
            writer: Writer = LOCAL.writer
        except AttributeError:
            writer = current()
        self._held_at = writer.hold(LOCK, frame, self._number)
        return True

    def release(self) -> None:
        at = self._held_at
        if at:
            self._held_at = 0
            current().end(at)
        try:
            self._lock.release()
        except RuntimeError as error:
            hide(error)
            raise

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        at = self._held_at
        if at:
            self._held_at = 0
            current().end(at)
        self._lock.release()

    def locked(self) -> bool:
        return self._lock.locked()

    def _at_fork_reinit(self) -> None:
        self._lock._at_fork_reinit()  # type: ignore[attr-defined]
        self._held_at = 0

    @property  # type: ignore[misc]
    def __class__(self) -> Any:
        return _thread.LockType

    @property
    def __reduce_ex__(self) -> Any:
        """A lock cannot be pickled, and C says so without a frame of ours."""
        return self._lock.__reduce_ex__

    def __repr__(self) -> str:
        return repr(self._lock).partition(" at ")[0] + f" at {id(self):#x}>"

    acquire_lock, release_lock, locked_lock = acquire, release, locked


Lock.__name__, Lock.__qualname__, Lock.__module__ = "lock", "Lock", "threading"
"""By module and qualified name it is pickled: in every process that is the lock which is there."""


def wait_for(lock: Any, what: int, number: int, frame: FrameType, timeout: float) -> bool:
    """The lock is taken: waits, and writes it down, unless this is a part of a wait that is recorded already."""
    writer = current()
    if writer.is_waiting:
        writer.has_met_lock = True
        return bool(lock.acquire(True, timeout))
    at = writer.begin(WAIT, what, line_of(frame), number, 0)
    try:
        return bool(lock.acquire(True, timeout))
    finally:
        writer.end_after(at, timeout)
