"""Future: a result that comes later."""

from collections.abc import Callable
from concurrent.futures import CancelledError, InvalidStateError
from contextlib import suppress
from types import GenericAlias
from typing import Any

from sandbox.inside.explorer.primitives.bare import Bare
from sandbox.inside.explorer.world import stage
from sandbox.inside.explorer.world.operations import Mode

PENDING, RUNNING, CANCELLED, FINISHED = "PENDING", "RUNNING", "CANCELLED", "FINISHED"
NOTIFIED = "CANCELLED_AND_NOTIFIED"
"""Cancelled, and those who wait for several were told so, by the worker that came to it."""
OVER = (CANCELLED, NOTIFIED, FINISHED)


class Future(Bare):
    """A result that comes later."""

    _pickled_as = "_thread.RLock"
    __class_getitem__: Any = classmethod(GenericAlias)

    def __init__(self) -> None:
        self._state = PENDING
        self._result: Any = None
        self._exception: BaseException | None = None
        self._callbacks: list[Callable[[Future], object]] = []
        self.made_in_line = stage.made(self)

    def result(self, timeout: float | None = None) -> Any:
        self._wait(timeout)
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout: float | None = None) -> BaseException | None:
        self._wait(timeout)
        return self._exception

    def _wait(self, timeout: float | None) -> None:
        whole = stage.world.whole(self, Mode.READ)
        stage.step("wait for the result of", self, whole, until=self._is_over, timeout=timeout)
        if self._state in (CANCELLED, NOTIFIED):
            raise CancelledError
        if self._state != FINISHED:
            raise TimeoutError

    def _is_over(self) -> bool:
        return self._state in OVER

    def has_been_told(self) -> bool:
        """Whether those who wait for several know that it is over."""
        return self._state in (NOTIFIED, FINISHED)

    def has_failed(self) -> bool:
        return self._exception is not None

    def done(self) -> bool:
        self._look()
        return self._is_over()

    def running(self) -> bool:
        self._look()
        return self._state == RUNNING

    def cancelled(self) -> bool:
        self._look()
        return self._state in (CANCELLED, NOTIFIED)

    def cancel(self) -> bool:
        self._write("cancel")
        if self._state in (RUNNING, FINISHED):
            return False
        if self._state == PENDING:
            self._state = CANCELLED
            self._call_back()
        return True

    def add_done_callback(self, fn: "Callable[[Future], object]") -> None:
        self._write("add a callback to")
        if self._is_over():
            _call(fn, self)
        else:
            self._callbacks.append(fn)

    def set_running_or_notify_cancel(self) -> bool:
        self._write("begin work for")
        if self._state == CANCELLED:
            self._state = NOTIFIED
            return False
        if self._state != PENDING:
            raise RuntimeError("Future in unexpected state")
        self._state = RUNNING
        return True

    def set_result(self, result: Any) -> None:
        self._write("finish")
        self._finish(result, None)

    def set_exception(self, exception: BaseException | None) -> None:
        self._write("finish")
        self._finish(None, exception)

    def _finish(self, result: Any, exception: BaseException | None) -> None:
        if self._is_over():
            raise InvalidStateError(f"{self._state}: {self!r}")
        self._result, self._exception, self._state = result, exception, FINISHED
        self._call_back()

    def _call_back(self) -> None:
        for fn in self._callbacks:
            _call(fn, self)

    def _look(self) -> None:
        stage.step("look at", self, stage.world.whole(self, Mode.READ))

    def _write(self, kind: str) -> None:
        stage.step(kind, self, stage.world.whole(self, Mode.WRITE))

    def __repr__(self) -> str:
        if not stage.world.is_over:
            self._look()
        came = ""
        if self._state == FINISHED and self._exception is not None:
            came = f" raised {type(self._exception).__name__}"
        elif self._state == FINISHED:
            came = f" returned {type(self._result).__name__}"
        state = "cancelled" if self._state == NOTIFIED else self._state.lower()
        return f"<{type(self).__name__} at {stage.world.number_of(self):#x} state={state}{came}>"


def _call(fn: Callable[[Future], object], future: Future) -> None:
    """What a callback raises is logged, and changes nothing."""
    with suppress(Exception):
        fn(future)
