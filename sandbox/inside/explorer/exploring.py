"""What one asks of the explorer, and what it answers: a program in, one object of plain values out."""

import ast
import time
from collections.abc import Sequence
from types import CodeType
from typing import Any

from sandbox.inside.explorer.allowing import is_of_tasks
from sandbox.inside.explorer.program import Program, load
from sandbox.inside.explorer.search.choosing import Choosing
from sandbox.inside.explorer.search.guided import DoesNotFit, Move, moves_of
from sandbox.inside.explorer.search.happens_before import unsynchronised
from sandbox.inside.explorer.search.orders import Order, Orders, all_orders
from sandbox.inside.explorer.search.searching import MOST_ORDERS, Search
from sandbox.inside.explorer.search.verdicts import Result, Verdict
from sandbox.inside.explorer.tasks.executing import compiled
from sandbox.inside.explorer.tasks.loop import Wake
from sandbox.inside.explorer.tasks.searching import Found, follow, search
from sandbox.inside.explorer.telling.story import Teller, play, states_of, steps_of, told
from sandbox.inside.explorer.world.pace import Late
from sandbox.inside.explorer.world.stage import PROGRAM
from sandbox.inside.explorer.world.world import Failure, Refused, World

Answer = dict[str, Any]


MOST_MOVES = 2_000
MOST_OUTCOMES = 40
MOST_TOLD = 400
"""The last steps of an execution that are told."""


def explore(source: str, *, seconds: float = 5.0) -> Answer:
    """The verdict on a program, with the order that breaks it, if there is one, as steps to be played."""
    try:
        if _has_tasks(source):
            return explore_tasks(compiled(source), seconds=seconds)
        return explore_threads(load(source), seconds=seconds)
    except SyntaxError as error:
        return unreadable(error)
    except Refused as refusal:
        return refused(refusal.sentence, refusal.line)


def _has_tasks(source: str) -> bool:
    """False as well for what cannot be read: whoever loads it then says why."""
    try:
        return is_of_tasks(ast.parse(source, PROGRAM))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def explore_threads(program: Program, *, seconds: float) -> Answer:
    result = Search(program, seconds).result()
    answer = _told(program, result, time.monotonic() + seconds)
    until = time.monotonic() + seconds / 2
    orders = all_orders(program, result.steps, most=MOST_ORDERS, until=until)
    return answer | {"orders": _orders(orders) if orders.count else None}


def _told(program: Program, result: Result, until: float) -> Answer:
    """The result with the steps of the order that broke it, or of the natural one; without, if that takes too long."""
    broken = result.broken
    try:
        world, teller = play(program, moves_of(broken) if broken is not None else [], result.steps, until=until)
    except DoesNotFit:
        world, teller = None, None
    except Late:
        return _answer(result, broken, None)
    if broken is None:
        return _answer(result, world, teller)
    if world is not None and broken.is_endless and world.is_endless:
        world.failure, world.failed_at = broken.failure, broken.failed_at
    if world is None or world.failure is None or world.failure.likeness != _likeness(broken):
        result.verdict, result.reached = Verdict.NONDETERMINISTIC, "the order that broke it did not break it again"
    return _answer(result, world, teller)


def _likeness(broken: World) -> tuple[str, str] | None:
    return broken.failure.likeness if broken.failure is not None else None


def replay(source: str, moves: list[Move], places: set[int]) -> Answer:
    """One schedule of a program, told like the answer of `explore`."""
    try:
        if _has_tasks(source):
            return _answer_of_tasks(follow(compiled(source), [move[0] for move in moves]))
        program = load(source)
        world, teller = play(program, moves, places)
    except SyntaxError as error:
        return unreadable(error)
    except (Refused, DoesNotFit) as refusal:
        return refused(str(refusal), getattr(refusal, "line", 0))
    verdict = Verdict.FAILS if world.failure is not None else Verdict.NONE_FOUND
    return _answer(Result(verdict, 1, 0.0, "one order was played", steps=places), world, teller)


def choose(source: str, choices: list[int], places: set[int]) -> Answer:
    """Where a program stands after these choices of who moves next, and who may be chosen now: `able`."""
    try:
        if _has_tasks(source):
            return refused("The tasks of asyncio are moved by their event loop; only threads can be chosen one by one.")
        made: list[Choosing] = []

        def scheduler() -> Choosing:
            made.append(Choosing(choices))
            return made[-1]

        world, teller = told(load(source), scheduler, places)
    except SyntaxError as error:
        return unreadable(error)
    except (Refused, DoesNotFit) as refusal:
        return refused(str(refusal), getattr(refusal, "line", 0))
    verdict = Verdict.FAILS if world.failure is not None else Verdict.NONE_FOUND
    answer = _answer(Result(verdict, 1, 0.0, "somebody chose who moves", steps=places), world, teller)
    return answer | {"able": [[each.number, each.name] for each in made[-1].able]}


def unreadable(error: SyntaxError) -> Answer:
    line = error.lineno or 0
    return refused(f"Python cannot read this program: {error.msg} (line {line}).", line)


def refused(sentence: str, line: int = 0) -> Answer:
    """`line`: that of the program which cannot be explored, 0 where it is not one alone."""
    return {
        "verdict": str(Verdict.REFUSED), "explored": 0, "seconds": 0.0, "reached": sentence, "refused_at": line,
        "failure": None,
        "schedule": [], "places": [], "left_out": 0, "steps": [], "states": [], "able": [], "orders": None,
        "unsynchronised": [], "output": "",
    }  # fmt: skip


def _orders(orders: Orders) -> Answer:
    return {
        "is_complete": orders.is_complete,
        "count": orders.count,
        "breaking": orders.breaking,
        "shown": [_order(each) for each in orders.shown] if orders.count == len(orders.shown) else [],
        "outcomes": [{**_order(example), "count": count} for count, example in orders.outcomes.values()][
            :MOST_OUTCOMES
        ],
    }


def _order(order: Order) -> Answer:
    return {
        "threads": list(order.threads), "outcome": order.outcome, "breaks": order.breaks,
        "schedule": [list(each) for each in order.moves],
    }  # fmt: skip


def _answer(result: Result, world: World | None, teller: Teller | None) -> Answer:
    """Without a world, or whoever told it, the verdict alone."""
    is_broken = result.verdict is Verdict.FAILS
    races = unsynchronised(world) if world is not None and teller is not None else []
    steps = steps_of(world, teller) if world is not None and teller is not None else []
    return {
        "verdict": str(result.verdict),
        "explored": result.explored,
        "seconds": round(result.seconds, 3),
        "reached": result.reached,
        "refused_at": 0,
        "failure": _failure(world.failure) if is_broken and world is not None and world.failure else None,
        "schedule": [list(each) for each in moves_of(world)][: world.failed_at or None][:MOST_MOVES] if world else [],
        "places": sorted(result.steps),
        "left_out": len(steps[:-MOST_TOLD]),
        "steps": steps[-MOST_TOLD:],
        "states": states_of(world, teller)[-MOST_TOLD - 1 :] if world is not None and teller is not None else [],
        "able": [],
        "orders": None,
        "unsynchronised": [{"label": each.label, "lines": list(each.lines)} for each in races],
        "output": "".join(world.output) if world is not None else "",
    }


def _failure(failure: Failure) -> Answer:
    return {
        "kind": failure.kind, "message": failure.message, "thread": failure.thread, "line": failure.line,
        "cycle": list(failure.cycle),
    }  # fmt: skip


def explore_tasks(code: CodeType, *, seconds: float) -> Answer:
    """The same for a program of asyncio; a move is the timer that ends next."""
    return _answer_of_tasks(search(code, seconds=seconds))


def _answer_of_tasks(found: Found) -> Answer:
    execution = found.execution
    return {
        "verdict": str(found.verdict),
        "explored": found.explored,
        "seconds": round(found.seconds, 3),
        "reached": found.reached,
        "refused_at": 0,
        "failure": _failure(execution.failure) if execution.failure is not None else None,
        "schedule": [[choice, "timer", 0] for choice in execution.choices][:MOST_MOVES],
        "places": [],
        "left_out": len(execution.wakes[:-MOST_TOLD]),
        "steps": _wakes(execution.wakes)[-MOST_TOLD:],
        "states": [],
        "able": [],
        "orders": None,
        "unsynchronised": [],
        "output": "".join(execution.output),
    }  # fmt: skip


def _wakes(wakes: Sequence[Wake]) -> list[Answer]:
    """Of a task is known when it goes on, and where; tasks are numbered as they first did."""
    numbers = {task: number for number, task in enumerate(dict.fromkeys(each.task for each in wakes))}
    return [
        {
            "thread": each.task, "number": numbers[each.task], "line": each.line,
            "kind": "resume" if each.timer is None else "wake",
            "label": "", "value": None, "after": None, "holds": [], "blocked_by": None,
        }
        for each in wakes
    ]  # fmt: skip
