"""Barrier: a meeting of a number of threads."""

import sys
from collections.abc import Callable
from enum import Enum, auto

from sandbox.inside.explorer.primitives.bare import Bare
from sandbox.inside.explorer.primitives.exclusive import Exclusive
from sandbox.inside.explorer.world import stage
from sandbox.inside.explorer.world.operations import Mode


class BrokenBarrierError(RuntimeError):
    """The barrier is broken."""


BrokenBarrierError.__module__ = "threading"


TOO_FEW = "parties must be >= 1" if sys.version_info >= (3, 14) else "parties must be > 0"


class State(Enum):
    """Those who come while it drains or resets wait until the last of the round before has left."""

    FILLING = auto()
    DRAINING = auto()
    RESETTING = auto()
    BROKEN = auto()


LEAVING = (State.DRAINING, State.RESETTING)


class Barrier(Bare):
    """Arriving is one step, leaving another; the last to come calls the action, and nobody moves here meanwhile."""

    def __init__(self, parties: int, action: Callable[[], object] | None = None, timeout: float | None = None) -> None:
        if parties < 1:
            raise ValueError(TOO_FEW)
        self._parties, self._action, self._timeout = parties, action, timeout
        self._state, self._count, self._inside = State.FILLING, 0, Exclusive()
        self.made_in_line = stage.made(self)

    def wait(self, timeout: float | None = None) -> int:
        timeout = self._timeout if timeout is None else timeout
        self._step("arrive at", until=lambda: self._state not in LEAVING)
        if self._state is State.BROKEN:
            raise BrokenBarrierError
        index = self._count
        self._count += 1
        try:
            if self._count == self._parties:
                self._open()
            else:
                self._await(timeout)
            return index
        finally:
            self._count -= 1
            if self._count == 0 and self._state in LEAVING:
                self._state = State.FILLING

    def _open(self) -> None:
        try:
            if self._action is not None:
                with self._inside.within(self, "open"):
                    self._action()
        except BaseException:
            self._state = State.BROKEN
            raise
        self._state = State.DRAINING

    def _await(self, timeout: float | None) -> None:
        self._step("wait at", until=lambda: self._state is not State.FILLING, timeout=timeout)
        if self._state is State.FILLING:
            self._state = State.BROKEN
        if self._state in (State.BROKEN, State.RESETTING):
            raise BrokenBarrierError

    def reset(self) -> None:
        """Those who wait find the barrier broken; whoever comes next finds it whole."""
        self._step("reset")
        if not self._count:
            self._state = State.FILLING
        elif self._state in (State.FILLING, State.BROKEN):
            self._state = State.RESETTING

    def abort(self) -> None:
        self._step("abort")
        self._state = State.BROKEN

    @property
    def parties(self) -> int:
        return self._parties

    @property
    def n_waiting(self) -> int:
        self._look()
        return self._count if self._state is State.FILLING else 0

    @property
    def broken(self) -> bool:
        self._look()
        return self._state is State.BROKEN

    def _look(self) -> None:
        stage.step("look at", self, stage.world.whole(self, Mode.READ))

    def _step(self, kind: str, *, until: Callable[[], bool] | None = None, timeout: float | None = None) -> None:
        whole = stage.world.whole(self, Mode.WRITE)
        stage.step(kind, self, whole, until=until, timeout=timeout, is_free=self._inside.is_free)

    def __repr__(self) -> str:
        return self._described(self._told)

    def _told(self) -> str:
        if self._state is State.BROKEN:
            return "broken"
        return f"waiters={self._count if self._state is State.FILLING else 0}/{self._parties}"
