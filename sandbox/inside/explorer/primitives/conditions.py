"""Condition: waiting for a notice, with a lock given back meanwhile."""

from collections import deque
from collections.abc import Callable
from types import TracebackType
from typing import Any, TypeVar

from sandbox.inside.explorer.primitives.bare import Bare
from sandbox.inside.explorer.primitives.locks import Lock, Mutex, RLock
from sandbox.inside.explorer.world import stage
from sandbox.inside.explorer.world.operations import Access, Mode
from sandbox.inside.explorer.world.world import Refused

Answer = TypeVar("Answer")


class Waiter:
    """One thread in a condition's queue."""

    def __init__(self) -> None:
        self.is_notified = False


class Condition(Bare):
    """Notices go to those who wait, first come first: one that nobody waits for is lost."""

    def __init__(self, lock: Any = None) -> None:
        if lock is not None and not isinstance(lock, Mutex):
            sentence = "The race lab follows a Condition over a Lock or an RLock, and over nothing else."
            stage.world.stop(Refused(sentence, stage.line()))
        self._lock: Mutex = RLock() if lock is None else lock
        self._pickled_as = self._lock._pickled_as
        self._waiters: deque[Waiter] = deque()
        self.made_in_line = stage.made(self)

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        return self._lock.acquire(blocking, timeout)

    def release(self) -> None:
        self._lock.release()

    def __enter__(self) -> bool:
        return self._lock.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()

    def wait(self, timeout: float | None = None) -> bool:
        """Gives the lock back and queues, then takes it again: two steps, and a third where time may pass."""
        world, lock, waiter = stage.world, self._lock, Waiter()
        mine, both = world.whole(self, Mode.WRITE), (world.whole(self, Mode.WRITE), lock.access())
        stage.step("wait for", self, *both)
        self._require_lock("cannot wait on un-acquired lock")
        depth = lock.depth
        for _ in range(depth):
            lock.give()
        self._waiters.append(waiter)
        may_take = lock.can_be_taken_by(world.current)
        if timeout is None:
            stage.step("wake from", self, *both, until=lambda: waiter.is_notified and may_take())
        else:
            stage.step("wake from", self, mine, until=lambda: waiter.is_notified, timeout=timeout)
        has_come = waiter.is_notified
        if timeout is not None:
            stage.step("acquire", lock, *both, until=may_take)
        for _ in range(depth):
            lock.take()
        if not waiter.is_notified:
            self._waiters.remove(waiter)
        return has_come

    def wait_for(self, predicate: Callable[[], Answer], timeout: float | None = None) -> Answer:
        answer, me, until = predicate(), stage.world.current, None
        while not answer:
            left = timeout
            if timeout is not None:
                left = timeout if until is None else until - me.clock
                until = me.clock + timeout if until is None else until
                if left is not timeout and left <= 0:
                    break
            self.wait(left)
            answer = predicate()
        return answer

    def notify(self, n: int = 1) -> None:
        stage.step("notify", self, *self._accesses_of_notice())
        self._require_lock("cannot notify on un-acquired lock")
        for _ in range(min(n, len(self._waiters))):
            self._waiters.popleft().is_notified = True

    def notify_all(self) -> None:
        stage.step("notify all of", self, *self._accesses_of_notice())
        self._require_lock("cannot notify on un-acquired lock")
        while self._waiters:
            self._waiters.popleft().is_notified = True

    notifyAll = notify_all

    def _accesses_of_notice(self) -> tuple[Access, ...]:
        """Whether a plain Lock is held may change before one notifies; one's own hold of an RLock may not."""
        mine = stage.world.whole(self, Mode.WRITE)
        return (mine, self._lock.access(Mode.READ)) if isinstance(self._lock, Lock) else (mine,)

    def _require_lock(self, sentence: str) -> None:
        """As threading does: for a plain Lock anybody's hold will do."""
        lock = self._lock
        is_held = lock.depth > 0 if isinstance(lock, Lock) else lock.owner is stage.world.current
        if not is_held:
            raise RuntimeError(sentence)

    def __repr__(self) -> str:
        return f"<Condition({self._lock!r}, {len(self._waiters)})>"
