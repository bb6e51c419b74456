"""The natural schedule: a thread moves until it has to wait; a started thread goes first; who sleeps longest, last."""

from sandbox.inside.explorer.world.world import Scheduler, Thread, World

MOST_ON_END = 500
"""Steps of one thread, while others could move: real Python would have given it its turn long since."""


class Natural(Scheduler):
    """What real Python would most likely do with threads that compute little."""

    def __init__(self) -> None:
        self._on_end = 0
        self._last = -1

    def pick(self, world: World, enabled: list[Thread]) -> Thread | None:
        if self._on_end >= MOST_ON_END:
            others = [each for each in enabled if each.number != self._last]
            enabled = others or enabled
        chosen = self._pick(world, enabled)
        self._on_end = self._on_end + 1 if chosen.number == self._last else 1
        self._last = chosen.number
        return chosen

    def _pick(self, world: World, enabled: list[Thread]) -> Thread:
        now = [each for each in enabled if each.pending is not None and not each.pending.waits_for_time]
        if not now:
            return min(enabled, key=lambda each: each.pending.wake_at)  # type: ignore[union-attr, return-value, arg-type]
        fresh = [each for each in now if each.pending is not None and each.pending.kind == "begin"]
        if fresh:
            return fresh[0]
        return world.current if world.current in now else now[0]
