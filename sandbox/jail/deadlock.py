"""Sees from outside that a run can never go on: for three seconds nobody moved, and nobody waits for the world.

A run is deadlocked when every thread of every process waits without a time-out for something that only the run itself
could give: a lock, a pipe, the end of a process. Whoever waits for a time, a connection, a signal, or something that
we do not know is taken for alive, and so is everybody with it. In doubt a run goes on until its limit.
"""

import math
import os
import signal
from contextlib import suppress

from sandbox.jail.ending import STILL_SECONDS
from sandbox.jail.family import family
from sandbox.jail.jails import Jail
from sandbox.jail.waiting import ALARM, USER_ALARMS, Standing, Wait, handles, read, threads_of

LOOK_SECONDS = 0.5
ASKED_FOR_STACKS = 64
"""The signal at which `sandbox/inside` tells where the threads of a process stand."""


class DeadlockWatch:
    """Looks at one run, now and then. `still`: who stood where at the last look, empty where somebody moved."""

    def __init__(self, jail: Jail) -> None:
        self._jail = jail
        self._our_pipes = {os.fstat(each).st_ino for each in (jail.stdout, jail.stderr)}
        self._look_at = LOOK_SECONDS
        self._since = 0.0
        self.still: list[Standing] = []

    def is_deadlocked(self, now: float) -> bool:
        """`now`: seconds since the start of the run. Looks when it is time, and costs nothing before."""
        if now < self._look_at:
            return False
        self._look_at = now + LOOK_SECONDS
        found = self._look()
        if not found or found != self.still:
            self.still, self._since = found, now
        return bool(found) and now - self._since >= STILL_SECONDS and not self._has_timers()

    def give_up(self) -> None:
        """For this run: it has said that it may go on by itself."""
        self._look_at = math.inf

    def ask_for_stacks(self) -> None:
        """Every process that can tell; a signal that is not expected would end one that cannot."""
        for pid in {each.pid for each in self.still}:
            with suppress(OSError, ValueError, IndexError):
                pidfd = os.pidfd_open(pid)
                try:
                    if pid in family(self._jail) and handles(pid, ASKED_FOR_STACKS):  # it still is who it was
                        signal.pidfd_send_signal(pidfd, ASKED_FOR_STACKS)
                finally:
                    os.close(pidfd)

    def _has_timers(self) -> bool:
        """Whether the kernel keeps a timer for somebody (POSIX `timer_create`); some kernels do not tell."""
        with suppress(OSError):
            return any(read(f"/proc/{pid}/timers") for pid in {each.pid for each in self.still})
        return False

    def _look(self) -> list[Standing]:
        """Everybody, where all wait for each other; empty where anybody may go on, or is not to be seen."""
        found: list[Standing] = []
        try:
            for pid in sorted(family(self._jail)):
                threads = threads_of(pid, our_pipes=self._our_pipes)
                if not threads or any(each.wait is Wait.OTHER for each in threads) or handles(pid, ALARM, *USER_ALARMS):
                    return []
                found += threads
        except (OSError, ValueError, IndexError):
            return []  # one that ends while we look, or that we may not look at
        return found
