"""Who takes part in an execution, what was done in it, and how it broke."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from sandbox.inside.explorer.world.fibers import Fiber
from sandbox.inside.explorer.world.operations import Operation


@dataclass(slots=True, eq=False)
class Thread:
    """One thread of the program: what it is about to do, and how it ended."""

    number: int
    name: str
    fiber: Fiber | None = None
    pending: Operation | None = None
    is_finished: bool = False
    is_daemon: bool = False
    last: Operation | None = None
    """What it did last."""
    round: list[tuple[Operation, dict[int, int]]] | None = None
    """Since its loop that asks began a round: what it did, and at which version each thing was then; None once it left
    something behind."""
    loop: tuple[int, int] = (0, 0)
    """Which loop that was."""
    awaits: dict[int, int] | None = None
    """The things that a loop waits for a change of, at the versions it saw."""
    holds: list[object] = field(default_factory=list)
    clock: float = 0.0
    """Virtual seconds since the program began, as this thread knows them."""


class Step(NamedTuple):
    """One operation that was done, and by whom."""

    thread: int
    operation: Operation
    able: tuple[int, ...]
    """Who could have moved instead."""


made_step = tuple.__new__
"""A NamedTuple's own way to be made goes through one more call, and this is done at every step."""


@dataclass(frozen=True, slots=True)
class Failure:
    """How an execution broke."""

    kind: str
    """exception, deadlock, stuck or livelock."""
    message: str
    thread: str
    line: int
    cycle: tuple[str, ...] = ()

    @property
    def likeness(self) -> tuple[str, str]:
        """Two failures alike are one bug: figures in a message may differ from order to order."""
        return self.kind, re.sub(r"\d+", "#", self.message)


class Home:
    """Stands for what has no object of its own."""


class Homes(dict[str, Home]):
    """By the name of an attribute, what stands for it in all classes that bear it."""

    def __missing__(self, name: str) -> Home:
        self[name] = Home()
        return self[name]
