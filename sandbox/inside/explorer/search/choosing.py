"""Follows the choices of a person, one at each step that matters, and stops where the next one is due."""

from collections.abc import Sequence

from sandbox.inside.explorer.search.guided import DoesNotFit
from sandbox.inside.explorer.search.orders import LIVES
from sandbox.inside.explorer.world.world import Scheduler, Thread, World


class Choosing(Scheduler):
    """`choices`: the numbers of threads. `able`: who may move where they end; nobody once the execution is over.

    What every order has alike goes by itself, and so does a thread that is the last one left: nobody could choose.
    """

    def __init__(self, choices: Sequence[int]) -> None:
        self._choices = choices
        self._made = 0
        self.able: list[Thread] = []

    def pick(self, world: World, enabled: list[Thread]) -> Thread | None:
        if world.failure is not None:
            return None
        if (thread := _by_itself(world, enabled)) is not None:
            return thread
        if self._made == len(self._choices):
            self.able = enabled
            return None
        wanted = self._choices[self._made]
        chosen = next((each for each in enabled if each.number == wanted), None)
        if chosen is None:
            world.stop(DoesNotFit(f"Choice {self._made + 1} does not fit this program: {_why(world, wanted)}."))
        self._made += 1
        return chosen

    def end(self, world: World) -> None:
        if self._made < len(self._choices) and world.reason is None:
            raise DoesNotFit(f"The program was over after {self._made} of the {len(self._choices)} choices.")


def _by_itself(world: World, enabled: list[Thread]) -> Thread | None:
    """Who moves without being chosen; the program's end, which cuts daemons short, is a choice while there are any."""
    others = [each for each in world.threads if each.fiber is not None and not each.is_finished]
    if len(others) == 1:
        return enabled[0]
    lives = (each for each in enabled if each.pending is not None and each.pending.kind in LIVES - {"exit"})
    return next(lives, None)


def _why(world: World, number: int) -> str:
    if not 0 <= number < len(world.threads):
        return f"it has no thread {number} there"
    thread = world.threads[number]
    return f"{thread.name} {'has ended' if thread.is_finished else 'cannot move there'}"
