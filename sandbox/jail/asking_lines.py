"""Asks the processes of a recorded run, while they compute, at which lines their threads stand: by a signal."""

import os
import signal
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress

from sandbox.jail.waiting import handles
from sandbox.record_form import ASK_FOR_LINES

ASK_SECONDS = 0.025
LEAST_MICROSECONDS = 5_000
"""Of CPU since it was last asked: who waits says by itself for what, and is left alone. A deadlock stands still."""


class LineAsker:
    """Asks nobody who has not said that its recorder is there, and looks again whether the signal is expected."""

    def __init__(self) -> None:
        self._ask_at = 0.0
        self._had: dict[int, int] = {}

    def ask(self, now: float, busy: Callable[[], Mapping[int, tuple[int, int]]], *, recorded: Collection[int]) -> None:
        """`busy` gives the inner number of each process by its number here, and its microseconds on a core."""
        if now < self._ask_at:
            return
        self._ask_at = now + ASK_SECONDS
        for pid, (number, microseconds) in busy().items():
            if number in recorded and microseconds - self._had.get(pid, 0) >= LEAST_MICROSECONDS:
                self._had[pid] = microseconds
                ask(pid)


def ask(pid: int) -> None:
    with suppress(OSError, ValueError, IndexError):
        pidfd = os.pidfd_open(pid)
        try:
            if handles(pid, ASK_FOR_LINES):
                signal.pidfd_send_signal(pidfd, ASK_FOR_LINES)
        finally:
            os.close(pidfd)
