"""Every order there is, without any reduction: what the reduced search is measured against."""

from dataclasses import dataclass, field

from sandbox.inside.explorer.world.world import Scheduler, Thread, World


@dataclass
class Exhaustive(Scheduler):
    """Walks the whole tree of choices, depth first."""

    at_once: frozenset[str] = frozenset()
    """Kinds of operations that nobody could mind: done as soon as they can be, without a choice."""
    path: list[list[int]] = field(default_factory=list)
    """At each depth the choices that are left, the one being walked first."""
    _depth: int = 0

    def pick(self, world: World, enabled: list[Thread]) -> Thread | None:
        for each in enabled:
            if each.pending is not None and each.pending.kind in self.at_once:
                return each
        if self._depth == len(self.path):
            self.path.append([each.number for each in enabled])
        chosen = self.path[self._depth][0]
        self._depth += 1
        return world.threads[chosen]

    def advance(self) -> bool:
        self._depth = 0
        while self.path:
            self.path[-1].pop(0)
            if self.path[-1]:
                return True
            self.path.pop()
        return False
