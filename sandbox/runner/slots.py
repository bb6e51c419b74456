"""Room for runs: each slot has cores of its own, and whoever finds none free waits, first come, first served."""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager


class GaveUp(Exception):
    """Whoever waited for a slot no longer wants it."""


class Crowded(Exception):
    """As many wait for a slot as may."""


class Waiting:
    """One who waits; `descriptor` becomes readable when there is a slot."""

    def __init__(self) -> None:
        self.descriptor = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)
        self.cores: tuple[int, ...] | None = None

    def give(self, cores: tuple[int, ...]) -> None:
        self.cores = cores
        os.eventfd_write(self.descriptor, 1)


class Slots:
    """The slots of this host, for any number of threads."""

    def __init__(self, cores: Sequence[tuple[int, ...]], *, most_waiting: int | None = None) -> None:
        """`cores`: of each slot; slots may have the same ones. `most_waiting`: None for any number."""
        self.most_waiting = most_waiting
        self.count, self.cores_each = len(cores), len(cores[0])
        self._free = deque(cores)
        self._queue: deque[Waiting] = deque()
        self._lock = threading.Lock()

    @property
    def waiting(self) -> int:
        return len(self._queue)

    @contextmanager
    def one(self, *, attend: Callable[[int], bool]) -> Iterator[tuple[int, ...]]:
        """The cores of a slot of one's own within the block.

        `attend` waits on the given descriptor together with the caller's own, and says whether to wait on; it may
        return for any reason. Raises GaveUp once it says no, and Crowded at once where too many wait.
        """
        waiting = self._ask()
        try:
            while waiting.cores is None:
                if not attend(waiting.descriptor):
                    raise GaveUp
            yield waiting.cores
        finally:
            self._leave(waiting)

    def _ask(self) -> Waiting:
        with self._lock:
            if self.most_waiting is not None and not self._free and self.waiting >= self.most_waiting:
                raise Crowded
            waiting = Waiting()
            self._queue.append(waiting)
            self._share_out()
        return waiting

    def _leave(self, waiting: Waiting) -> None:
        with self._lock:
            if waiting.cores is None:
                self._queue.remove(waiting)
            else:
                self._free.append(waiting.cores)
            self._share_out()
        os.close(waiting.descriptor)

    def _share_out(self) -> None:
        while self._free and self._queue:
            self._queue.popleft().give(self._free.popleft())
