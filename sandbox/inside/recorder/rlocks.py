"""The recursive locks of the learner's own code: held from the outermost acquire to the last release."""

from __future__ import annotations

import _thread
import sys
import warnings
from types import TracebackType

from sandbox.inside.recorder.lines import is_own, line_if_asked_by_program
from sandbox.inside.recorder.locks import NO_TIMEOUT, real_lock, wait_for
from sandbox.inside.recorder.naming import Place, number_for_use
from sandbox.inside.recorder.replacing import Call, hide
from sandbox.inside.recorder.writing import current
from sandbox.record_form import What

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any

RLOCK = int(What.RLOCK)
frame_at = sys._getframe
real_rlock: Any = _thread.RLock
rlock_acquire, rlock_release, rlock_is_owned = real_rlock.acquire, real_rlock.release, real_rlock._is_owned


class Real:
    """An RLock as the base class has it, for `wait_for`."""

    __slots__ = ("_lock",)

    def __init__(self, lock: RLock) -> None:
        self._lock = lock

    def acquire(self, blocking: bool, timeout: float) -> bool:
        return bool(rlock_acquire(self._lock, blocking, timeout))


class LikeRealRLocks(type):
    """Of the class of `threading.RLock()`: the library's own locks are of it."""

    def __call__(cls, *arguments: Any, **named: Any) -> Any:
        lock = type.__call__(cls, *arguments, **named)
        lock._begin(*number_for_use(frame_at(1), "RLock"))
        return lock

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, real_rlock) if cls is RLock else type.__instancecheck__(cls, instance)

    def __repr__(cls) -> str:
        return "<class '_thread.RLock'>" if cls is RLock else type.__repr__(cls)


class RLock(real_rlock, metaclass=LikeRealRLocks):  # type: ignore[misc]
    """The outermost acquire begins the hold, the last release ends it."""

    __slots__ = ("_depth", "_held_at", "_number", "_unnamed")

    def _begin(self, number: int, unnamed: Place | None) -> None:
        self._held_at = self._depth = 0
        self._number, self._unnamed = number, unnamed

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
        if self._unnamed is not None:
            self._name()
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
        if rlock_acquire(self, False):
            rlock_release(self)
        else:
            current().has_met_lock = True
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


RLock.__name__, RLock.__qualname__, RLock.__module__ = "RLock", "_CRLock", "threading"
"""By module and qualified name it is pickled: there stands the class of C in every process, and here this one."""


def make_rlock(number: int, unnamed: Place | None) -> RLock:
    lock: RLock = type.__call__(RLock)
    lock._begin(number, unnamed)
    return lock


def rlock_maker(original: Call) -> Call:
    """In the place of `threading.RLock`, which is a function as well."""

    def RLock(*arguments: Any, **named: Any) -> Any:  # noqa: N802 - as it is called
        frame = frame_at(1)
        if arguments or named:
            complain(original, arguments, named)
        if not is_own(frame):
            return real_rlock(*arguments, **named)
        return make_rlock(*number_for_use(frame, "RLock"))

    return RLock


def complain(original: Call, arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
    """The original's words about arguments that it is to be given no longer, for the line of who gives them."""
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        original(*arguments, **named)
    for each in heard:
        warnings.warn(each.message, stacklevel=3)
