"""The family of queue: Queue, LifoQueue, PriorityQueue, SimpleQueue. Putting and getting are one step each."""

import heapq
import sys
from collections import deque
from collections.abc import Callable, Iterable
from itertools import takewhile
from queue import Empty, Full
from types import GenericAlias
from typing import Any, NoReturn

from sandbox.inside.explorer.primitives.bare import Bare
from sandbox.inside.explorer.primitives.exclusive import Exclusive
from sandbox.inside.explorer.touching.containers import PLAIN, within
from sandbox.inside.explorer.touching.reaching import doubt
from sandbox.inside.explorer.world import stage
from sandbox.inside.explorer.world.operations import Mode, Operation
from sandbox.inside.explorer.world.world import Refused

try:
    from queue import ShutDown as ShutDown  # type: ignore[attr-defined, unused-ignore]
except ImportError:  # before Python 3.13

    class ShutDown(Exception):  # type: ignore[no-redef]
        """The queue was shut down."""


OVERRIDDEN = frozenset(("_init", "_qsize", "_put", "_get"))


class Items(Bare):
    """What every kind has: items, and threads that put and get them."""

    __class_getitem__: Any = classmethod(GenericAlias)

    def __init__(self, items: Any, maxsize: int) -> None:
        self._items, self._maxsize = items, maxsize
        self._unfinished, self._is_shut = 0, False
        self._inside = Exclusive()
        self.made_in_line = stage.made(self)

    def put(self, item: Any, block: bool = True, timeout: float | None = None) -> None:
        if self._maxsize > 0:
            _check(block, timeout)
        operation = self._step("put into", lambda: self._has_room() or self._is_shut, block, timeout)
        if self._is_shut or not self._has_room():
            operation.is_barren = True
            raise ShutDown if self._is_shut else Full
        with self._inside.within(self, "put into"):
            self._add(item)
        self._unfinished += 1

    def get(self, block: bool = True, timeout: float | None = None) -> Any:
        _check(block, timeout)
        operation = self._step("get from", lambda: len(self._items) > 0 or self._is_shut, block, timeout)
        if not self._items:
            operation.is_barren = True
            raise ShutDown if self._is_shut else Empty
        with self._inside.within(self, "get from"):
            return self._take()

    def put_nowait(self, item: Any) -> None:
        self.put(item, block=False)

    def get_nowait(self) -> Any:
        return self.get(block=False)

    def qsize(self) -> int:
        self._step("look at", mode=Mode.READ)
        return len(self._items)

    def empty(self) -> bool:
        return self.qsize() == 0

    def _has_room(self) -> bool:
        return self._maxsize <= 0 or len(self._items) < self._maxsize

    def _add(self, item: Any) -> None:
        self._items.append(item)

    def _take(self) -> Any:
        return self._items.popleft()

    def _step(
        self,
        kind: str,
        can: Callable[[], bool] | None = None,
        block: bool = True,
        timeout: float | None = None,
        mode: Mode = Mode.WRITE,
    ) -> Operation:
        until = can if block else None
        return stage.step(
            kind, self, stage.world.whole(self, mode), until=until, timeout=timeout if until else None,
            is_free=self._inside.is_free,
        )  # fmt: skip


def _refused(name: str) -> property:
    def refuse(self: Items, *_: object) -> NoReturn:
        sentence = f"“{name}” reaches into a queue, where the race lab does not see who does what; use its methods."
        stage.world.stop(Refused(sentence, stage.line()))

    return property(refuse, refuse, refuse)


class Queue(Items):
    """First in, first out."""

    def __init__(self, maxsize: int = 0) -> None:
        super().__init__(self._begin_with(), maxsize)

    def __init_subclass__(cls) -> None:
        if cls.__module__ == "__main__" and OVERRIDDEN & vars(cls).keys():
            sentence = "The race lab cannot follow a queue that keeps its items in a way of its own."
            stage.world.stop(Refused(sentence, stage.line()))

    @staticmethod
    def _begin_with() -> Any:
        return deque()

    def full(self) -> bool:
        return 0 < self._maxsize <= self.qsize()

    def task_done(self) -> None:
        self._step("mark one done in")
        if self._unfinished <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished -= 1

    def join(self) -> None:
        self._step("wait for the end of", lambda: self._unfinished == 0)

    if sys.version_info >= (3, 13):

        def shutdown(self, immediate: bool = False) -> None:
            self._step("shut down")
            self._is_shut = True
            if immediate:
                self._unfinished = max(self._unfinished - len(self._items), 0)
                self._items.clear()

        @property
        def is_shutdown(self) -> bool:
            self._step("look at", mode=Mode.READ)
            return self._is_shut

    @property
    def maxsize(self) -> int:
        return self._maxsize

    @property
    def unfinished_tasks(self) -> int:
        self._step("look at", mode=Mode.READ)
        return self._unfinished

    queue, mutex, not_empty, not_full, all_tasks_done = map(
        _refused, ("queue", "mutex", "not_empty", "not_full", "all_tasks_done")
    )


class LifoQueue(Queue):
    """Last in, first out."""

    @staticmethod
    def _begin_with() -> Any:
        return []

    def _take(self) -> Any:
        return self._items.pop()


class PriorityQueue(Queue):
    """The least first."""

    @staticmethod
    def _begin_with() -> Any:
        return []

    def _add(self, item: Any) -> None:
        self._compare(item)
        heapq.heappush(self._items, item)

    def _take(self) -> Any:
        self._compare()
        return heapq.heappop(self._items)

    def _compare(self, *more: Any) -> None:
        if stage.world.unjoined and compares_what_changes([*self._items, *more]):
            doubt(
                "a priority queue compares what others may change meanwhile; put a number before it that no other item "
                "has"
            )


class SimpleQueue(Items):
    """Without bound, and without counting what is done."""

    _pickled_as = "_queue.SimpleQueue"

    def __init__(self) -> None:
        super().__init__(deque(), 0)


def compares_what_changes(items: Iterable[Any]) -> bool:
    """Whether of two items the same plain values come first, and then something that can be changed."""
    beginnings = set[tuple[Any, ...]]()
    changing = set[tuple[Any, ...]]()
    for item in items:
        parts = item if isinstance(item, tuple) else (item,)
        beginning = tuple(takewhile(lambda part: type(part) in PLAIN, parts))
        can_change = bool(within(parts[len(beginning) :]))
        if beginning in changing or (can_change and beginning in beginnings):
            return True
        beginnings.add(beginning)
        if can_change:
            changing.add(beginning)
    return False


def _check(block: bool, timeout: float | None) -> None:
    if block and timeout is not None and timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")
