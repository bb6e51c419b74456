"""Every order in which the timers of a program may end, as far as the time allows."""

import time
import types
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.inside.explorer.search.verdicts import Verdict, proved, sampled_only
from sandbox.inside.explorer.tasks.executing import Execution, execute
from sandbox.inside.explorer.tasks.loop import NONE

MOST_ORDERS = 5_000


@dataclass
class Found:
    """A verdict on a program of asyncio, and the execution that shows it."""

    verdict: Verdict
    explored: int
    seconds: float
    reached: str
    execution: Execution


class Walk:
    """Depth first through the tree of choices; the timer that is due first is tried first."""

    def __init__(self) -> None:
        self._left: list[list[int]] = []

    def choose(self, execution: Execution, timers: list[int]) -> int:
        depth = len(execution.choices)
        if depth == len(self._left):
            self._left.append(list(timers))
        return self._left[depth][0]

    def advance(self, execution: Execution) -> bool:
        for left, choice, offered in zip(self._left, execution.choices, execution.offered, strict=False):
            if choice == NONE and len(offered) == 1:  # the rest was taken back
                del left[1:]
        while self._left:
            self._left[-1].pop(0)
            if self._left[-1]:
                return True
            self._left.pop()
        return False


def search(code: types.CodeType, *, seconds: float, clock: Callable[[], float] = time.monotonic) -> Found:
    """Stops at the first order that breaks the program, which is the one with the fewest changes near its end."""
    began, walk, explored = clock(), Walk(), 0
    while True:
        execution = execute(code, walk.choose)
        explored += 1
        spent = clock() - began
        if execution.failure is not None:
            fewest = _fewest_changes(execution, code, until=began + 1.5 * seconds, clock=clock)
            return Found(Verdict.FAILS, explored, spent, "an order that breaks it was found", fewest)
        if not walk.advance(execution):
            return Found(Verdict.PROVED, explored, spent, _proved(explored), execution)
        if spent > seconds or explored >= MOST_ORDERS:
            return Found(Verdict.NONE_FOUND, explored, spent, sampled_only(explored), execution)


def follow(code: types.CodeType, choices: list[int]) -> Found:
    """One order: that of the choices given."""
    execution = execute(code, following(choices))
    verdict = Verdict.NONE_FOUND if execution.failure is None else Verdict.FAILS
    return Found(verdict, 1, 0.0, "one order was played", execution)


def _proved(orders: int) -> str:
    return proved(orders).replace("of visible steps", "in which its sleeps and time-outs may end")


def _fewest_changes(broken: Execution, code: types.CodeType, *, until: float, clock: Callable[[], float]) -> Execution:
    """Puts back, one after the other, each choice that was not the timer due first, where it still breaks alike."""
    best = broken
    depth = 0
    while depth < len(best.choices) and clock() < until:
        if best.choices[depth] != best.offered[depth][0]:
            tried = execute(
                code, following([*best.choices[:depth], best.offered[depth][0], *best.choices[depth + 1 :]])
            )
            if _is_alike(tried, broken) and _changes(tried) < _changes(best):
                best = tried
                continue
        depth += 1
    return best


def following(choices: list[int]) -> Callable[[Execution, list[int]], int]:
    """The choices given, where they can be made; else the timer that is due first."""

    def choose(execution: Execution, timers: list[int]) -> int:
        depth = len(execution.choices)
        return choices[depth] if depth < len(choices) and choices[depth] in timers else timers[0]

    return choose


def _changes(execution: Execution) -> int:
    return sum(choice != offered[0] for choice, offered in zip(execution.choices, execution.offered, strict=True))


def _is_alike(one: Execution, other: Execution) -> bool:
    return one.failure is not None and other.failure is not None and one.failure.likeness == other.failure.likeness
