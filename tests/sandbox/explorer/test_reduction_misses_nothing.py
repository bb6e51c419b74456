"""The reduced search against the whole tree of choices: the same final states, the same failures, for any program."""

import secrets

import pytest

from sandbox.inside.explorer.program import Program, execute, load
from sandbox.inside.explorer.search.dpor import Dpor
from sandbox.inside.explorer.world.sharing import Revealed, Sharing
from sandbox.inside.explorer.world.world import World
from tests.sandbox.explorer.exhaustive import Exhaustive
from tests.sandbox.explorer.random_programs import random_program

MOST_ORDERS, MOST_REDUCED = 1_500, 700
"""Of one program; one that has more is left out, and counted."""
LIVES = frozenset(("start", "begin", "end", "join", "exit"))
"""No random program looks at whether a thread is alive: these are steps that no order of shows."""
FIXED = range(40)
FRESH = [secrets.randbits(40) for _ in range(10)]
"""Other programs in every run of the tests; the seed is the test's name, so that what fails can be had again."""


def final_state(world: World) -> tuple[object, ...]:
    """What the program left behind, and how it broke."""
    space = world.namespace
    failure = world.failure and world.failure.likeness
    return failure, space.get("x"), space.get("y"), repr(space.get("items")), repr(space.get("logs"))


def states(program: Program, search: Dpor | Exhaustive, sharing: Sharing, most: int) -> set[tuple[object, ...]] | None:
    """Every final state that the search comes to; None where it would take too long."""
    found = set()
    for _ in range(most):
        world = execute(program, search, sharing)
        if not world.was_cut:
            found.add(final_state(world))
        if not search.advance():
            return found
    return None


def reduced_states(program: Program, sharing: Sharing) -> set[tuple[object, ...]] | None:
    while True:
        try:
            return states(program, Dpor(), sharing, MOST_REDUCED)
        except Revealed:
            continue


@pytest.mark.parametrize("seed", [*FIXED, *FRESH])
def test_the_reduced_search_comes_to_every_state_that_there_is(seed: int) -> None:
    program = load(random_program(seed))
    sharing = Sharing(program.places)
    reduced = reduced_states(program, sharing)
    every_place = Sharing(program.places)
    every_place.steps |= sharing.steps
    if seed % 3 == 0:
        every_place.steps |= set(range(len(program.places)))
    at_once = LIVES if seed % 5 else frozenset[str]()
    whole = states(program, Exhaustive(at_once=at_once), every_place, MOST_ORDERS)
    if reduced is None or whole is None:
        pytest.skip("this program has more orders than the test has time for")
    assert reduced == whole, random_program(seed)
