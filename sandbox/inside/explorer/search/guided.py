"""Follows a schedule that is given: the same choices again, or as near to them as the program allows."""

from collections.abc import Sequence

from sandbox.inside.explorer.search.natural import Natural
from sandbox.inside.explorer.world.world import Scheduler, Thread, World

Move = tuple[int, str, int]
"""The number of a thread, what it does, and in which line: what it does before that, it does as well."""


class DoesNotFit(Exception):
    """The schedule does not belong to this program."""


class Following(Scheduler):
    """The threads of a list, one a step; where it ends, or names one that cannot move, the natural schedule goes on."""

    def __init__(self, threads: Sequence[int]) -> None:
        self._threads = threads
        self._natural = Natural()

    def pick(self, world: World, enabled: list[Thread]) -> Thread | None:
        depth = len(world.steps)
        if depth < len(self._threads):
            for each in enabled:
                if each.number == self._threads[depth]:
                    return each
        return self._natural.pick(world, enabled)


class Playing(Scheduler):
    """The moves of a schedule, and then naturally on; one that the program does not offer raises DoesNotFit."""

    def __init__(self, moves: Sequence[Move]) -> None:
        self._moves = moves
        self._next = 0
        self._natural = Natural()

    def pick(self, world: World, enabled: list[Thread]) -> Thread | None:
        if self._next == len(self._moves):
            return self._natural.pick(world, enabled)
        number, kind, line = self._moves[self._next]
        thread = next((each for each in enabled if each.number == number), None)
        if thread is None or thread.pending is None:
            world.stop(DoesNotFit(self._sentence(world, number)))
        if (thread.pending.kind, thread.pending.line) == (kind, line):
            self._next += 1
        elif len(world.steps) > 10 * len(self._moves) + 100:
            world.stop(DoesNotFit(self._sentence(world, number)))
        return thread

    def end(self, world: World) -> None:
        if self._next < len(self._moves) and not world.was_cut:
            world.stop(DoesNotFit(self._sentence(world, self._moves[self._next][0])))

    def _sentence(self, world: World, number: int) -> str:
        known = world.threads[number].name if 0 <= number < len(world.threads) else f"thread {number}"
        return (
            f"The schedule does not fit this program: {known} cannot make move {self._next + 1} there. "
            "It may have been made for another version of the program; explore it again."
        )


def moves_of(world: World) -> list[Move]:
    return [(step.thread, step.operation.kind, step.operation.line) for step in world.steps]
