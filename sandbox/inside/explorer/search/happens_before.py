"""Which accesses of one execution no synchronisation orders: two threads, one place in memory, one of them writes.

Harmless programs have them as well, so they are shown and never judged.
"""

from dataclasses import dataclass

from sandbox.inside.explorer.world.operations import Mode, Operation, conflicts
from sandbox.inside.explorer.world.world import World

Clock = dict[int, int]


@dataclass(frozen=True)
class Unsynchronised:
    """Two accesses that may happen at once, by their lines and what they touch."""

    label: str
    lines: tuple[int, int]


def unsynchronised(world: World) -> list[Unsynchronised]:
    """Each pair of places once, in the order of their lines."""
    clocks: dict[int, Clock] = {}
    of_thing: dict[int, Clock] = {}
    accesses: dict[tuple[object, ...], tuple[int, Operation, Clock]] = {}
    """The latest of each sort: what it does not come before, no earlier one does."""
    found: dict[tuple[int, int, str], Unsynchronised] = {}
    for step in world.steps:
        clock = clocks.setdefault(step.thread, {})
        clock[step.thread] = clock.get(step.thread, 0) + 1
        if _is_memory(step.operation):
            for thread, other, before in accesses.values():
                if (
                    thread != step.thread
                    and before[thread] > clock.get(thread, 0)
                    and conflicts(other.accesses, step.operation.accesses)
                ):
                    pair = _pair(other, step.operation)
                    found.setdefault((*pair.lines, pair.label), pair)
            sort = (step.thread, step.operation.line, step.operation.kind, step.operation.accesses)
            accesses[sort] = (step.thread, step.operation, dict(clock))
        else:
            _synchronise(clock, of_thing, step.operation)
            if step.operation.kind == "start":
                clocks[_started(world, step.operation)] = dict(clock)
    return sorted(found.values(), key=lambda each: each.lines)


def _is_memory(operation: Operation) -> bool:
    """Of names, attributes, items and containers; what a primitive does, orders."""
    return bool(operation.label) and operation.kind not in ("begin", "end")


def _synchronise(clock: Clock, of_thing: dict[int, Clock], operation: Operation) -> None:
    """Who only adds to a thing, as who begins or ends adds to those that live, learns nothing of who did so before."""
    for thing, _, mode in operation.accesses:
        kept = of_thing.setdefault(thing, {})
        if mode is not Mode.ADD:
            _join(clock, kept)
        if mode is not Mode.READ:
            _join(kept, clock)


def _started(world: World, operation: Operation) -> int:
    return next(each.number for each in world.threads if each is operation.subject)


def _pair(one: Operation, other: Operation) -> Unsynchronised:
    first, second = sorted((one.line, other.line))
    written = next((each for each in (one, other) if each.kind == "write"), one)
    return Unsynchronised(written.label, (first, second))


def _join(clock: Clock, other: Clock) -> None:
    for thread, count in other.items():
        clock[thread] = max(clock.get(thread, 0), count)
