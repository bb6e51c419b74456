"""Measures what a level says of itself, with the explorer in this process: its orders, and the fewest switches."""

from collections import deque
from collections.abc import Sequence
from functools import cache
from types import SimpleNamespace
from typing import Any

from courses.games.campaign import Facts, Level
from courses.games.goals import Goal
from sandbox.inside.explorer.exploring import explore
from sandbox.inside.explorer.program import Program, execute, load
from sandbox.inside.explorer.search.choosing import Choosing
from sandbox.inside.explorer.world.sharing import Sharing
from sandbox.lab.choosing import switches_in

OTHERWISE = {"deadlock", "stuck", "livelock"}


@cache
def explored(source: str) -> dict[str, Any]:
    return explore(source, seconds=20.0)


def measured(level: Level) -> Facts:
    found = explored(level.source)
    assert found["orders"]["is_complete"], "not every order was walked"
    return Facts(
        switches=0 if level.goal.never else switches_in(shortest(level, found["places"])),
        orders=found["orders"]["count"],
        reaching=sum(each["count"] for each in found["orders"]["outcomes"] if is_of_goal(level.goal, each)),
        places=found["places"],
    )


def is_of_goal(goal: Goal, order: dict[str, Any]) -> bool:
    if not order["breaks"]:
        return bool(goal.prints) and order["outcome"] == goal.prints
    kind = order["outcome"] if order["outcome"] in OTHERWISE else "exception"
    return kind == goal.fails and goal.message in order["outcome"]


def shortest(level: Level, places: Sequence[int]) -> list[int]:
    """Choices that reach the goal with the fewest switches: those with fewer are all tried before."""
    program = load(level.source)
    waiting: deque[list[int]] = deque([[]])
    while waiting:
        choices = waiting.popleft()
        stands = stood(program, choices, places)
        if level.goal.is_reached(stands):
            return choices
        for each in stands.able:
            if choices and each.number != choices[-1]:
                waiting.append([*choices, each.number])
            else:
                waiting.appendleft([*choices, each.number])
    raise AssertionError(f"no order reaches the goal of {level.key}")


def stood(program: Program, choices: Sequence[int], places: Sequence[int]) -> Any:
    """As much of an answer as a goal asks for."""
    sharing = Sharing(program.places)
    sharing.steps |= set(places)
    choosing = Choosing(choices)
    world = execute(program, choosing, sharing)
    return SimpleNamespace(able=choosing.able, failure=world.failure, output="".join(world.output))
