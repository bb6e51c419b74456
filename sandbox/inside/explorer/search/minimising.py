"""Makes a breaking schedule easy to read: as few switches as can be found, then as few steps."""

from collections.abc import Callable
from itertools import pairwise

from sandbox.inside.explorer.search.bounded import Bounded
from sandbox.inside.explorer.search.guided import Following
from sandbox.inside.explorer.world.world import Failure, Scheduler, World

Execute = Callable[[Scheduler], World]
MOST_PREEMPTIONS = 3


def minimised(broken: World, execute: Execute, *, may_go_on: Callable[[], bool]) -> World:
    """An execution that breaks alike with as few switches as the time allows to find."""
    failure = broken.failure
    assert failure is not None
    best = broken
    for preemptions in range(min(MOST_PREEMPTIONS + 1, preemptions_in(broken))):
        found = _with_at_most(preemptions, failure, execute, may_go_on)
        if found is not None:
            best = found
            break
    return _merged(best, failure, execute, may_go_on)


def _with_at_most(preemptions: int, failure: Failure, execute: Execute, may_go_on: Callable[[], bool]) -> World | None:
    search = Bounded(preemptions)
    while may_go_on():
        world = execute(search)
        if _breaks_alike(world, failure):
            return world
        if not search.advance():
            return None
    return None


def _merged(best: World, failure: Failure, execute: Execute, may_go_on: Callable[[], bool]) -> World:
    """Lets each thread's stretch run together with the same thread's next one, where it still breaks alike."""
    index = 0
    while may_go_on():
        stretches = _stretches(best)
        if index >= len(stretches) - 2:
            return best
        for later in range(index + 2, len(stretches)):
            if stretches[later][0] == stretches[index][0]:
                order = [
                    *stretches[: index + 1],
                    stretches[later],
                    *stretches[index + 1 : later],
                    *stretches[later + 1 :],
                ]
                world = execute(Following([thread for thread, length in order for _ in range(length)]))
                if _breaks_alike(world, failure) and switches_in(world) < switches_in(best):
                    best = world
                    break
        else:
            index += 1
    return best


def _stretches(world: World) -> list[tuple[int, int]]:
    """Who moved, and for how many steps on end."""
    stretches: list[tuple[int, int]] = []
    for step in world.steps[: world.failed_at]:
        if stretches and stretches[-1][0] == step.thread:
            stretches[-1] = (step.thread, stretches[-1][1] + 1)
        else:
            stretches.append((step.thread, 1))
    return stretches


def switches_in(world: World) -> int:
    """How often another thread moves than before, up to where it broke."""
    return len(_stretches(world)) - 1


def preemptions_in(world: World) -> int:
    """Those switches at which whoever moved before could have gone on."""
    steps = world.steps[: world.failed_at]
    return sum(before.thread != now.thread and before.thread in now.able for before, now in pairwise(steps))


def _breaks_alike(world: World, failure: Failure) -> bool:
    return world.failure is not None and world.failure.likeness == failure.likeness
