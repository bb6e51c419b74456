"""The locks of the learner's own code: what they are waited for, and from which line to which moment they are held.

Locks that the library makes for itself stay the interpreter's own.
"""

from __future__ import annotations

import _thread
import sys
from types import FrameType, TracebackType

from sandbox.inside.recorder.lines import is_own, line_if_asked_by_program, line_of
from sandbox.inside.recorder.naming import number_object
from sandbox.inside.recorder.replacing import hide
from sandbox.inside.recorder.writing import LOCAL, Writer, current
from sandbox.record_form import Kind, What

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any

WAIT, LOCK, RLOCK = int(Kind.WAIT), int(What.LOCK), int(What.RLOCK)
real_lock = _thread.allocate_lock
frame_at = sys._getframe
NO_TIMEOUT = -1


class LikeRealLocks(type):
    """Of `threading.Lock`: from 3.13 on it is a class, and the library's own locks are of it."""

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


class Lock(metaclass=LikeRealLocks):
    __slots__ = ("__weakref__", "_held_at", "_lock", "_number")

    def _begin(self, frame: FrameType) -> None:
        self._lock = real_lock()
        self._held_at = 0
        self._number = number_object(frame, kind="Lock")

    def acquire(self, blocking: bool = True, timeout: float = NO_TIMEOUT) -> bool:
        frame = frame_at(1)
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

    @property
    def __reduce_ex__(self) -> Any:
        """A lock cannot be pickled, and C says so without a frame of ours."""
        return self._lock.__reduce_ex__

    def __repr__(self) -> str:
        return repr(self._lock).partition(" at ")[0] + f" at {id(self):#x}>"

    acquire_lock, release_lock, locked_lock = acquire, release, locked


Lock.__name__, Lock.__qualname__, Lock.__module__ = "lock", "lock", "_thread"


def wait_for(lock: Any, what: int, number: int, frame: FrameType, timeout: float) -> bool:
    """The lock is taken: waits, and writes it down, unless this is a part of a wait that is recorded already."""
    writer = current()
    if writer.is_waiting:
        return bool(lock.acquire(True, timeout))
    at = writer.begin(WAIT, what, line_of(frame), number, 0)
    try:
        return bool(lock.acquire(True, timeout))
    finally:
        writer.end(at)


real_rlock: Any = _thread.RLock
rlock_acquire, rlock_release, rlock_is_owned = real_rlock.acquire, real_rlock.release, real_rlock._is_owned


class Real:
    """An RLock as the base class has it, for `wait_for`."""

    __slots__ = ("_lock",)

    def __init__(self, lock: RLock) -> None:
        self._lock = lock

    def acquire(self, blocking: bool, timeout: float) -> bool:
        return bool(rlock_acquire(self._lock, blocking, timeout))


class RLock(real_rlock):  # type: ignore[misc]
    """The outermost acquire begins the hold, the last release ends it."""

    __slots__ = ("_depth", "_held_at", "_number")

    def _begin(self, number: int) -> None:
        self._held_at = self._depth = 0
        self._number = number

    def acquire(self, blocking: bool = True, timeout: float = NO_TIMEOUT) -> bool:
        frame = frame_at(1)
        try:
            if timeout != NO_TIMEOUT:
                real_lock().acquire(blocking, timeout)
            if not rlock_acquire(self, False):
                if not blocking:
                    current().poll("lock.acquire", line_if_asked_by_program(frame))
                    return False
                if not wait_for(Real(self), RLOCK, self._number, frame, timeout):
                    return False
        except BaseException as error:
            hide(error)
            raise
        self._depth += 1
        if self._depth == 1:
            self._held_at = current().hold(RLOCK, frame, self._number)
        return True

    def __enter__(self) -> bool:
        frame = frame_at(1)
        if not rlock_acquire(self, False):
            try:
                wait_for(Real(self), RLOCK, self._number, frame, NO_TIMEOUT)
            except BaseException as error:  # an interrupt
                hide(error)
                raise
        self._depth += 1
        if self._depth == 1:
            self._held_at = current().hold(RLOCK, frame, self._number)
        return True

    def _let_go(self) -> None:
        at, self._held_at = self._held_at, 0
        current().end(at)

    def release(self) -> None:
        if rlock_is_owned(self):
            self._depth -= 1
            if self._depth == 0:
                self._let_go()
        try:
            rlock_release(self)
        except RuntimeError as error:
            hide(error)
            raise

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.release()

    def _release_save(self) -> tuple[int, Any]:
        depth, self._depth = self._depth, 0
        self._let_go()
        return depth, super()._release_save()

    def _acquire_restore(self, state: tuple[int, Any]) -> None:
        super()._acquire_restore(state[1])
        self._depth = state[0]
        self._held_at = current().hold(RLOCK, frame_at(1), self._number)

    def _at_fork_reinit(self) -> None:
        super()._at_fork_reinit()
        self._held_at = self._depth = 0

    @property
    def __reduce_ex__(self) -> Any:
        return real_rlock().__reduce_ex__

    def __repr__(self) -> str:
        return str(super().__repr__()).replace(" RLock ", " _thread.RLock ")


RLock.__name__, RLock.__qualname__, RLock.__module__ = "RLock", "RLock", "_thread"


def make_rlock(frame: FrameType | None, *, number: int = 0) -> RLock:
    lock = RLock()
    lock._begin(number or number_object(frame, kind="RLock"))
    return lock


def new_rlock(*arguments: Any, **named: Any) -> Any:
    """In the place of `threading.RLock`, which is a function as well."""
    frame = frame_at(1)
    return make_rlock(frame) if is_own(frame) else real_rlock(*arguments, **named)
