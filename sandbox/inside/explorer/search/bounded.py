"""Every order with at most so many preemptions: a thread that could go on has to give way that often and no oftener."""

from dataclasses import dataclass

from sandbox.inside.explorer.world.world import Scheduler, Thread, World


@dataclass(slots=True)
class Choice:
    """The threads that are left to try at one point of the schedule, the one being tried first."""

    left: list[int]
    preempted: int
    """Preemptions of the schedule before this point."""
    current: int
    """Who could go on here; -1 where whoever moved last could not."""


class Bounded(Scheduler):
    """Execute a program under it until `advance` says that every such order was walked."""

    def __init__(self, preemptions: int) -> None:
        self.preemptions = preemptions
        self._path: list[Choice] = []
        self._depth = 0

    def pick(self, world: World, enabled: list[Thread]) -> Thread | None:
        if self._depth == len(self._path):
            self._path.append(self._choice(world, enabled))
        choice = self._path[self._depth]
        self._depth += 1
        return world.threads[choice.left[0]]

    def _choice(self, world: World, enabled: list[Thread]) -> Choice:
        before = self._path[-1] if self._path else None
        spent = 0
        if before is not None:
            spent = before.preempted + (before.current >= 0 and before.left[0] != before.current)
        numbers = [each.number for each in enabled]
        current = world.current.number
        if current not in numbers:
            return Choice(numbers, spent, -1)
        others = [each for each in numbers if each != current] if spent < self.preemptions else []
        return Choice([current, *others], spent, current)

    def advance(self) -> bool:
        self._depth = 0
        while self._path:
            self._path[-1].left.pop(0)
            if self._path[-1].left:
                return True
            self._path.pop()
        return False
