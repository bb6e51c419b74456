"""All orders of a program with how each ends, as far as a page can show them: one by one, or grouped by outcome."""

import time
from dataclasses import dataclass, field

from sandbox.inside.explorer.program import Program, execute
from sandbox.inside.explorer.search.dpor import Dpor
from sandbox.inside.explorer.search.guided import Move, moves_of
from sandbox.inside.explorer.world.pace import Late
from sandbox.inside.explorer.world.records import Failure
from sandbox.inside.explorer.world.sharing import Revealed, Sharing
from sandbox.inside.explorer.world.world import World

SHOWN = 60
"""Orders that are told one by one; more are told by outcome alone."""
LIVES = frozenset(("start", "begin", "end", "join", "exit"))
"""What every order has alike: left out of its picture."""


@dataclass(frozen=True)
class Order:
    """One of them: who moved, at the steps that differ; how it ended; the moves to play it."""

    threads: tuple[int, ...]
    outcome: str
    breaks: bool
    moves: tuple[Move, ...]


@dataclass
class Orders:
    """What was found; `is_complete`: no order is missing."""

    is_complete: bool = False
    count: int = 0
    breaking: int = 0
    shown: list[Order] = field(default_factory=list)
    """The first ones, at most SHOWN."""
    outcomes: dict[str, tuple[int, Order]] = field(default_factory=dict)
    """How often each, with an example."""

    def add(self, order: Order) -> None:
        self.count += 1
        self.breaking += order.breaks
        if len(self.shown) < SHOWN:
            self.shown.append(order)
        known = self.outcomes.get(order.outcome)
        self.outcomes[order.outcome] = (known[0] + 1, known[1]) if known else (1, order)


def all_orders(program: Program, places: set[int], *, most: int, until: float) -> Orders:
    """Walks them until none is left, until there are so many, or until that time of the monotonic clock."""
    sharing = Sharing(program.places)
    sharing.steps |= places
    while True:
        try:
            return _walked(program, sharing, most, until)
        except Revealed:
            continue


def _walked(program: Program, sharing: Sharing, most: int, until: float) -> Orders:
    search, orders = Dpor(), Orders()
    has_long_ones = False
    """Orders that were left before their end."""
    while True:
        try:
            world = execute(program, search, sharing, until=until)
        except Late:
            return orders
        has_long_ones = has_long_ones or world.is_endless
        if not world.was_cut:
            orders.add(_order(world))
        if not search.advance():
            orders.is_complete = not has_long_ones
            return orders
        if orders.count >= most or time.monotonic() > until:
            return orders


def _order(world: World) -> Order:
    steps = [step for step in world.steps if step.operation.kind not in LIVES]
    failure = world.failure
    return Order(
        threads=tuple(step.thread for step in steps),
        outcome=_outcome(failure, "".join(world.output)),
        breaks=failure is not None,
        moves=tuple(moves_of(world)[: world.failed_at or None]),
    )


def _outcome(failure: Failure | None, output: str) -> str:
    """In a few words: how it broke, or what it printed last."""
    if failure is not None:
        return failure.message if failure.kind == "exception" else failure.kind
    last = output.rstrip("\n").rpartition("\n")[2]
    return last or "nothing breaks"
