"""Lock and RLock."""

import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, NoReturn

from sandbox.inside.explorer.primitives.bare import Bare
from sandbox.inside.explorer.world import stage
from sandbox.inside.explorer.world.operations import Access, Mode, Operation
from sandbox.inside.explorer.world.world import Thread

REAL = threading.Lock()


class Mutex(Bare):
    """What Lock and RLock share: who holds it, and how to wait for it."""

    __slots__ = ("__weakref__", "depth", "made_in_line", "owner")

    def __init__(self) -> None:
        self.owner: Thread | None = None
        self.depth = 0
        self.made_in_line = stage.made(self)

    def __getattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{self._pickled_as!r} object has no attribute {name!r}", name=name, obj=self)

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """Takes it; a time-out may pass whenever it is held, since time promises no order."""
        _check(blocking, timeout)
        may_take = self.can_be_taken_by(stage.world.current)
        operation = self._step(
            "acquire", until=may_take if blocking else None, timeout=_passing(timeout) if blocking else None,
            is_acquire=bool(blocking),
        )  # fmt: skip
        if not may_take():
            operation.is_barren = True
            return False
        self.take()
        return True

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def release(self) -> None:
        raise NotImplementedError

    def can_be_taken_by(self, thread: Thread) -> Callable[[], bool]:
        return lambda: self._is_free_for(thread)

    def _is_free_for(self, thread: Thread) -> bool:
        raise NotImplementedError

    def take(self) -> None:
        self.owner = stage.world.current
        self.depth += 1
        if self.depth == 1:
            self.owner.holds.append(self)

    def give(self) -> None:
        self.depth -= 1
        if self.depth == 0 and self.owner is not None:
            self.owner.holds.remove(self)
            self.owner = None

    def access(self, mode: Mode = Mode.WRITE) -> Access:
        return stage.world.whole(self, mode)

    def _step(self, kind: str, **options: Any) -> Operation:
        return stage.step(kind, self, self.access(), **options)

    def _where(self) -> str:
        if not stage.world.is_over:
            stage.step("look at", self, self.access(Mode.READ))
        return f"{stage.world.number_of(self):#x}"


class Lock(Mutex):
    """A lock that anybody may release, as threading's."""

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        raise TypeError("type '_thread.lock' is not an acceptable base type")

    def release(self) -> None:
        """By whoever; that it was the owner's is known only once it is done, for others may have released it before."""
        operation = self._step("release")
        operation.is_release = self.owner is stage.world.current
        if not self.depth:
            raise RuntimeError("release unlocked lock")
        self.give()

    def locked(self) -> bool:
        stage.step("look at", self, self.access(Mode.READ))
        return self.depth > 0

    def _is_free_for(self, thread: Thread) -> bool:
        return self.depth == 0

    acquire_lock, release_lock, locked_lock = Mutex.acquire, release, locked

    def __repr__(self) -> str:
        where = self._where()
        return f"<{'locked' if self.depth else 'unlocked'} _thread.lock object at {where}>"


class RLock(Mutex):
    """A lock that its owner may take again."""

    __slots__ = ()
    _pickled_as = "_thread.RLock"

    def release(self) -> None:
        is_mine = self.owner is stage.world.current
        operation = self._step("release")
        operation.is_release = is_mine and self.depth == 1
        if not is_mine:
            raise RuntimeError("cannot release un-acquired lock")
        self.give()

    def _is_free_for(self, thread: Thread) -> bool:
        return self.owner in (None, thread)

    def _is_owned(self) -> bool:
        return self.owner is stage.world.current

    if sys.version_info >= (3, 14):

        def locked(self) -> bool:
            stage.step("look at", self, self.access(Mode.READ))
            return self.depth > 0

    def __repr__(self) -> str:
        where, owner = self._where(), self.owner.number + 1 if self.owner else 0
        state = "locked" if self.depth else "unlocked"
        return f"<{state} _thread.RLock object owner={owner} count={self.depth} at {where}>"


def _passing(timeout: float) -> float | None:
    return None if timeout < 0 else timeout


def _check(blocking: bool, timeout: float) -> None:
    """Raises whatever a real lock would for such arguments; being free, it takes no time."""
    REAL.acquire(blocking, timeout)
    REAL.release()
