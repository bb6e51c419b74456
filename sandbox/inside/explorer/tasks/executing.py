"""One execution of a program of asyncio, with the timers ending in a given order."""

import ast
import asyncio
import types
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sandbox.inside.explorer.allowing import check
from sandbox.inside.explorer.modules import chance, facade, module
from sandbox.inside.explorer.program import builtins_with
from sandbox.inside.explorer.search.natural import Natural
from sandbox.inside.explorer.tasks.loop import Endless, OrderedLoop, Stuck, Wake
from sandbox.inside.explorer.telling.failures import failure_of
from sandbox.inside.explorer.telling.standstill import standstill
from sandbox.inside.explorer.world import stage
from sandbox.inside.explorer.world.records import Failure
from sandbox.inside.explorer.world.stage import PROGRAM
from sandbox.inside.explorer.world.world import Aborted, World

OFFERED = (
    "sleep gather wait wait_for as_completed create_task ensure_future current_task all_tasks shield timeout "
    "timeout_at Task Future TaskGroup Lock Event Condition Semaphore BoundedSemaphore Barrier BrokenBarrierError Queue "
    "LifoQueue PriorityQueue QueueEmpty QueueFull CancelledError TimeoutError InvalidStateError iscoroutine "
    "iscoroutinefunction isfuture FIRST_COMPLETED FIRST_EXCEPTION ALL_COMPLETED get_running_loop get_event_loop Timeout"
).split()
"""Of asyncio; the rest has to do with the outside world."""


@dataclass
class Execution:
    """How it went: who woke when, what was printed, how it broke; `choices` by number of timer."""

    choices: list[int] = field(default_factory=list)
    offered: list[list[int]] = field(default_factory=list)
    """At each choice, the timers that there were, the one due first in front."""
    wakes: list[Wake] = field(default_factory=list)
    output: list[str] = field(default_factory=list)
    failure: Failure | None = None
    is_endless: bool = False


def compiled(source: str) -> types.CodeType:
    """Raises SyntaxError and Refused."""
    tree = ast.parse(source, PROGRAM)
    check(tree, has_tasks=True)
    return compile(tree, PROGRAM, "exec", dont_inherit=True)


def execute(code: types.CodeType, choose: Callable[[Execution, list[int]], int]) -> Execution:
    """Runs the program to its end, or to where it breaks; never raises what the program raised, but Refused."""
    execution = Execution()

    def chosen(timers: list[int]) -> int:
        choice = choose(execution, timers)
        execution.offered.append(timers)
        execution.choices.append(choice)
        return choice

    stage.world = World(Natural(), standstill)  # of one thread: what is modelled for threads finds itself alone
    chance.begin()
    chance.is_reached = True
    loop = OrderedLoop(chosen)
    try:
        exec(code, _namespace(execution, loop))
    except Stuck:
        execution.failure = _stuck(loop)
    except Endless:
        execution.is_endless = True
        execution.failure = Failure("livelock", f"The loop had not ended after {loop._rounds:,} rounds.", "", 0)
    except SystemExit as leaving:
        if leaving.code not in (None, 0):
            execution.failure = failure_of(leaving, "MainThread")
    except Aborted:
        pass
    except Exception as error:
        execution.failure = failure_of(error, "MainThread")
    finally:
        loop.settle()
        _abandon(loop)
    if stage.world.reason is not None:
        raise stage.world.reason
    execution.wakes = loop.wakes
    execution.failure = execution.failure or _unseen(loop)
    return execution


def _namespace(execution: Execution, loop: OrderedLoop) -> dict[str, object]:
    def run(main: Any, *, debug: bool | None = None) -> Any:
        with asyncio.Runner(debug=debug, loop_factory=lambda: loop) as runner:
            return runner.run(main)

    offered = {name: getattr(asyncio, name) for name in OFFERED if hasattr(asyncio, name)}
    ours = {
        "asyncio": module("asyncio", **offered, run=run),
        "time": module("time", sleep=loop.sleep, time=loop.time, monotonic=loop.time, perf_counter=loop.time),
    }

    given = builtins_with(execution.output, lambda name: ours[name] if name in ours else facade(name))
    return {"__name__": "__main__", "__builtins__": given, "__file__": PROGRAM, "__doc__": None}


def _stuck(loop: OrderedLoop) -> Failure:
    told = [f"{name} waits on line {line}" for name, line in loop.standing if line]
    first = next((each for each in loop.standing if each[1]), ("MainThread", 0))
    return Failure("stuck", "; ".join(told) + ": nothing is left that could wake a task.", *first)


def _unseen(loop: OrderedLoop) -> Failure | None:
    """An exception of a task that nobody awaited; Python would tell it when the task is collected."""
    unseen = [each for each in loop.tasks if each.done() and not each.cancelled() and each._log_traceback]
    for task in unseen:
        task._log_traceback = False
    error = unseen[0].exception() if unseen else None
    return failure_of(error, unseen[0].get_name()) if error is not None else None


def _abandon(loop: OrderedLoop) -> None:
    loop._ready.clear()
    loop._scheduled.clear()
    if not loop.is_closed():
        loop.close()
