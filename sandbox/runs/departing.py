"""A worker's departure: its processes let go of their runs at once, and when they have, it is gone.

Celery's warm shutdown waits for tasks to end by themselves, and a run may take ten minutes; then it needs a second or
two to take itself apart. Neither is worth waiting for: what counts stands in the rows, a message is only a bell.
"""

import logging
import os
import select
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

logger = logging.getLogger(__name__)

LETTING_GO_SECONDS = 0.8
"""A process that is stuck is left behind; its run's lease lapses, and that counts as a loss."""


class Departure:
    """Two pipes between a worker and the processes it forked, told apart by who closes them.

    The worker holds the one writing end of the first: closing it, also by dying, asks everybody to let go. Each process
    holds a writing end of the second, and closes it when it has let go: at its end, everybody has.
    """

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.callbacks: list[Callable[[], None]] = []
        self.lock = threading.RLock()
        self.asking: tuple[int, int] | None = None
        self.holding: tuple[int, int] | None = None

    @property
    def is_asked(self) -> bool:
        return self.asked.is_set()

    def prepare(self) -> None:
        """In the worker, before it forks."""
        self.asking, self.holding = os.pipe(), os.pipe()

    def ask(self) -> bool:
        """In the worker; also within a signal handler. False when it was asked before."""
        if self.is_asked or not self.asking or not self.holding:
            return False
        self.asked.set()
        os.close(self.asking[1])
        os.close(self.holding[1])
        return True

    def wait_until_free(self, seconds: float = LETTING_GO_SECONDS) -> None:
        """In the worker, once it has asked: until every process has let go, or `seconds` have passed."""
        if self.holding and not select.select([self.holding[0]], [], [], seconds)[0]:
            logger.warning("not every run could be put back in time")

    def listen(self) -> None:
        """In a process, as it starts."""
        if self.asking and self.holding:
            os.close(self.asking[1])  # the copy that came with the fork would keep the pipe open for ever
            threading.Thread(target=self.hear, name="departure", daemon=True).start()

    def hear(self) -> None:
        assert self.asking is not None
        os.read(self.asking[0], 1)
        with self.lock:
            self.asked.set()
            callbacks = list(self.callbacks)
        for callback in callbacks:
            callback()
        self.let_go()

    @contextmanager
    def holds(self, callback: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Around work that is not to be cut. `callback`, from another thread, asks it to end soon."""
        with self.lock:
            self.callbacks.append(callback)
            is_late = self.is_asked
        try:
            if is_late:
                callback()
            yield
        finally:
            with self.lock:
                self.callbacks.remove(callback)
            self.let_go()

    def let_go(self) -> None:
        with self.lock:
            if self.is_asked and not self.callbacks and self.holding:
                with suppress(OSError):
                    os.close(self.holding[1])
                self.holding = None


departure = Departure()
"""The one of this process."""
