"""Event: a flag to wait for."""

from sandbox.inside.explorer.primitives.bare import Bare
from sandbox.inside.explorer.world import stage
from sandbox.inside.explorer.world.operations import Mode


class Pulse:
    """Those who came to wait while the flag was down, and whether it was set since."""

    def __init__(self) -> None:
        self.has_come = False


class Event(Bare):
    """Whoever waits when the flag is set goes on, even if it is cleared before he moves.

    So waiting is two steps, finding the flag down and going on, in a program that clears one while others live; in any
    other a flag that is set stays set, and going on is the only step that counts.
    """

    def __init__(self) -> None:
        self._is_set = False
        self._pulse = Pulse()
        self.made_in_line = stage.made(self)

    def is_set(self) -> bool:
        self._step("look at", Mode.READ)
        return self._is_set

    isSet = is_set

    def set(self) -> None:
        self._step("set", Mode.WRITE)
        self._is_set = True
        self._pulse.has_come = True
        self._pulse = Pulse()

    def clear(self) -> None:
        stage.reveal(stage.CLEARED_EVENTS)
        self._step("clear", Mode.WRITE)
        self._is_set = False

    def wait(self, timeout: float | None = None) -> bool:
        if stage.CLEARED_EVENTS not in stage.sharing.steps:
            whole = stage.world.whole(self, Mode.READ)
            stage.step("wait for", self, whole, until=lambda: self._is_set, timeout=timeout)
            return self._is_set
        self._step("look at", Mode.READ)
        if self._is_set:
            return True
        pulse, whole = self._pulse, stage.world.whole(self, Mode.READ)
        stage.step("wait for", self, whole, until=lambda: pulse.has_come, timeout=timeout)
        return pulse.has_come

    def _step(self, kind: str, mode: Mode) -> None:
        stage.step(kind, self, stage.world.whole(self, mode))

    def __repr__(self) -> str:
        return self._described(lambda: "set" if self._is_set else "unset")
