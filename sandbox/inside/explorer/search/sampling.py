"""Orders by chance: uniformly at random, or by priorities that change at a few points (PCT).

They find what a complete search is blind to: state that changes without the program's text showing it.
"""

import random
from dataclasses import dataclass, field

from sandbox.inside.explorer.world.world import Scheduler, Thread, World


class Random(Scheduler):
    """Anybody who can move, with equal chance at every step."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def pick(self, world: World, enabled: list[Thread]) -> Thread | None:
        return self._chance.choice(enabled) if len(enabled) > 1 else enabled[0]


@dataclass
class Priorities(Scheduler):
    """PCT: the thread of the highest priority moves; at `depth - 1` points of the execution it falls to the lowest.

    Finds a bug of that depth with a probability of at least 1 / (threads * length ** (depth - 1)).
    Burckhardt et al., ASPLOS 2010.
    """

    seed: int
    depth: int
    length: int
    """Steps that an execution is expected to have."""
    _priorities: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        points = range(1, max(self.length, self.depth))
        self._changes = set(self._chance.sample(points, min(self.depth - 1, len(points))))

    def pick(self, world: World, enabled: list[Thread]) -> Thread | None:
        for each in enabled:
            if each.number not in self._priorities:
                self._priorities[each.number] = 1 + self._chance.random()
        chosen = max(enabled, key=lambda each: self._priorities[each.number])
        if len(world.steps) in self._changes:
            self._priorities[chosen.number] = -len(world.steps)
            chosen = max(enabled, key=lambda each: self._priorities[each.number])
        return chosen
