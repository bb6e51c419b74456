"""The reserved lane: short questions of the race lab, a click each, wait for one another here and never for a run."""

from collections.abc import Sequence

from sandbox.jail.interpreters import Interpreter, Interpreters
from sandbox.jobs import JobRefused
from sandbox.runner.nursery import Nursery
from sandbox.runner.slots import Slots

MOST_LANES = 2
"""At once, and no more than there are cores that no slot owns: one on a small host, where each takes from a run."""
MOST_WAITING = 16
"""A move takes some ten milliseconds; more of them than this would make a click wait for longer than it may."""
STOCK_A_LANE = 3
"""Waiting jails, as for a slot."""


def open_lane(usable: Sequence[int], slots: Sequence[tuple[int, ...]]) -> Slots:
    """The lane beside these slots: on the cores that none of them owns, or on all where there are no others."""
    owned = {core for each in slots for core in each}
    spare = tuple(core for core in usable if core not in owned)
    lanes = max(1, min(MOST_LANES, len(spare)))
    return Slots([spare or tuple(usable)] * lanes, most_waiting=MOST_WAITING)


def explorer_of(interpreters: Interpreters) -> Interpreter | None:
    """Whose jails are for moves; None where this host cannot explore."""
    try:
        return interpreters.explorer
    except JobRefused:
        return None


def warmed(lane: Slots, interpreters: Interpreters, nursery: Nursery) -> Slots | None:
    """The lane, with jails being made for it; None where this host cannot explore."""
    explorer = explorer_of(interpreters)
    if explorer is None:
        return None
    nursery.keep(explorer, stock=STOCK_A_LANE * lane.count)
    return lane
