"""A worker's departure: when the parent is asked to end, its children let go of their runs at once.

Celery's warm shutdown waits for tasks to end by themselves; a run may take ten minutes. So the parent holds the one
writing end of a pipe that all children read: it closes at a shutdown, and also when the parent is killed.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


class Departure:
    """`is_asked` once the parent is going; whoever is in the middle of something is called back then."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.callbacks: list[Callable[[], None]] = []
        self.lock = threading.Lock()
        self.pipe: tuple[int, int] | None = None

    @property
    def is_asked(self) -> bool:
        return self.asked.is_set()

    def prepare(self) -> None:
        """In the parent, before it forks its children."""
        self.pipe = os.pipe()

    def ask(self) -> None:
        """In the parent; safe inside a signal handler, and when asked twice."""
        if self.pipe:
            with suppress(OSError):
                os.close(self.pipe[1])

    def listen(self) -> None:
        """In a child, as it starts."""
        if self.pipe:
            os.close(self.pipe[1])  # the copy that came with the fork would keep the pipe open for ever
            threading.Thread(target=self.wait, args=(self.pipe[0],), name="departure", daemon=True).start()

    def wait(self, pipe: int) -> None:
        os.read(pipe, 1)
        with self.lock:
            self.asked.set()
            callbacks = list(self.callbacks)
        for callback in callbacks:
            callback()

    @contextmanager
    def calls(self, callback: Callable[[], None]) -> Iterator[None]:
        """Call `callback`, from another thread, if the departure comes within the block; at once if it has come."""
        with self.lock:
            self.callbacks.append(callback)
        try:
            if self.is_asked:
                callback()
            yield
        finally:
            with self.lock:
                self.callbacks.remove(callback)


departure = Departure()
"""The one of this process."""
