"""A run that stands still is asked where; it is a deadlock unless somebody in it says that a clock is running."""

import select
from collections.abc import Callable

from sandbox.events import Stack
from sandbox.jail.deadlock import DeadlockWatch
from sandbox.jail.events_pipe import EventsPipe
from sandbox.jail.jails import Jail

ANSWERING_SECONDS = 0.5


class Standstill:
    """`stacks`: what was answered; `descriptor` polls as readable when there is something to hear."""

    def __init__(self, jail: Jail) -> None:
        self.stacks: list[Stack] = []
        self.descriptor = jail.descriptors["events"]
        self._pipe = EventsPipe(self.descriptor)
        self._watch = DeadlockWatch(jail)

    def hear(self, *, at: float) -> None:
        """Raises EventRefused for what nobody asked for, and what is no answer."""
        self.stacks += self._pipe.read(at=at)

    def is_deadlock(self, now: Callable[[], float]) -> bool:
        """`now`: tells the seconds since the start of the run. Waits for answers where it is one; raises as `hear`."""
        if not self._watch.is_deadlocked(now()):
            return False
        self._ask(now)
        if self._pipe.has_clock:
            self._watch.give_up()
        return not self._pipe.has_clock

    def _ask(self, now: Callable[[], float]) -> None:
        """Who does not answer soon is not waited for."""
        self._pipe.expected = len(self._watch.still)
        self._watch.ask_for_stacks()
        give_up_at = now() + ANSWERING_SECONDS
        while self._pipe.expected and not self._pipe.has_clock and (left := give_up_at - now()) > 0:
            if select.select([self.descriptor], [], [], left)[0]:
                self.hear(at=now())
