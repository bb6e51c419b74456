"""One execution as a story: a step after the other, with what each did and who waited meanwhile."""

from collections.abc import Callable
from typing import Any

from sandbox.inside.explorer.program import Program, execute
from sandbox.inside.explorer.search.guided import Move, Playing
from sandbox.inside.explorer.telling.calling import Calling
from sandbox.inside.explorer.telling.naming import name_of
from sandbox.inside.explorer.telling.standstill import blocked_by
from sandbox.inside.explorer.telling.values import shown
from sandbox.inside.explorer.world.operations import Operation
from sandbox.inside.explorer.world.sharing import Revealed, Sharing
from sandbox.inside.explorer.world.world import Scheduler, Thread, World

Told = dict[str, Any]


class Teller(Scheduler):
    """Notes, at every step, what the threads hold and wait for; who moves, another scheduler says."""

    def __init__(self, inner: Scheduler) -> None:
        self._inner = inner
        self.states: list[list[Told]] = []

    def pick(self, world: World, enabled: list[Thread]) -> Thread | None:
        self.states.append(state_of(world))
        return self._inner.pick(world, enabled)

    def end(self, world: World) -> None:
        self.states.append(state_of(world))
        self._inner.end(world)


def state_of(world: World) -> list[Told]:
    """Each thread that was started: what it is about to do, what it holds, what it waits for."""
    return [
        {
            "thread": each.name,
            "number": each.number,
            "next": None if each.pending is None else _operation(world, each.pending),
            "line": each.pending.line if each.pending is not None else 0,
            "holds": [name_of(world, mutex) for mutex in each.holds],
            "blocked_by": blocked_by(world, each),
            "is_finished": each.is_finished,
        }
        for each in world.threads
        if each.fiber is not None
    ]


def play(program: Program, moves: list[Move], places: set[int], *, until: float | None = None) -> tuple[World, Teller]:
    """Executes the moves once more, and tells them; raises DoesNotFit, and Late at the clock's `until`."""
    return told(program, lambda: Playing(moves), places, until=until)


def told(
    program: Program, scheduler: Callable[[], Scheduler], places: set[int], *, until: float | None = None
) -> tuple[World, Teller]:
    """One execution under a scheduler of its own, as a story."""
    sharing = Sharing(program.places)
    sharing.steps |= places
    while True:
        teller = Teller(scheduler())
        try:
            return execute(program, teller, sharing, show=shown, until=until), teller
        except Revealed:
            continue  # what comes after the moves may share more


def steps_of(world: World, teller: Teller) -> list[Told]:
    """The steps up to where it broke, or all; `holds` and `blocked_by` as they were just after each."""
    last, calling = world.failed_at or len(world.steps), Calling(world)
    return [_step(world, index, teller, calling) for index in range(min(last, len(world.steps)))]


def states_of(world: World, teller: Teller) -> list[list[Told]]:
    """Where every thread was before each of those steps, and after the last."""
    last = world.failed_at or len(world.steps)
    return teller.states[: last + 1]


def _step(world: World, index: int, teller: Teller, calling: Calling) -> Told:
    step = world.steps[index]
    thread = world.threads[step.thread]
    after = teller.states[index + 1] if index + 1 < len(teller.states) else []
    mine = next((each for each in after if each["thread"] == thread.name), None)
    return {
        "thread": thread.name,
        "number": thread.number,
        "line": step.operation.line,
        "kind": step.operation.kind,
        "label": calling.label_of(step.operation) if step.operation.label else label_of(world, step.operation),
        "value": step.operation.value,
        "after": step.operation.after,
        "holds": mine["holds"] if mine else [],
        "blocked_by": mine["blocked_by"] if mine else None,
    }


def label_of(world: World, operation: Operation) -> str:
    if operation.label or operation.subject is None:
        return operation.label
    if operation.kind == "sleep":
        return f"{operation.subject} s"
    return name_of(world, operation.subject)


def _operation(world: World, operation: Operation) -> str:
    return f"{operation.kind} {label_of(world, operation)}".strip()
