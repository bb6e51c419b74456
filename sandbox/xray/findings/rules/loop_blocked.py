"""A task kept the event loop's thread for long, while other tasks were there."""

from dataclasses import dataclass

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.loops import Loop, Step, blocked_seconds
from sandbox.xray.findings.measures import by_loop, lines_among, main_lines
from sandbox.xray.findings.wording import how_many, milliseconds
from sandbox.xray.naming import shown_name
from sandbox.xray.timeline import Lane

LEAST_SECONDS = 0.05
"""asyncio's own debug mode complains from 100 ms on; people notice half of that."""
MOST_TRIED = 100
"""Of the longest steps: if none of these kept anybody, the loop is not what is the matter."""
LEAST_KEPT = 0.5
"""Another task was there if it could have run in this part of the step at least: it did not wait for this one alone."""


def loop_blocked(evidence: Evidence) -> Finding | None:
    blocks = (_worst_block(thread, tasks) for thread, tasks in by_loop(evidence.timeline))
    worst = max(filter(None, blocks), key=lambda each: each.step.own_seconds, default=None)
    if worst is None:
        return None
    step, lines = worst.step, worst.lines
    return Finding(
        key="loop-blocked",
        sentence=f"The event loop was blocked for {milliseconds(step.own_seconds)} by {_by_what(step.task, lines)}: "
        f"{how_many(worst.kept, 'other task')} could not go on meanwhile{_more(worst.others)}.",
        lines=lines or lines_among([step.task.line]),
        next_step="Await something that lets the loop go on (asyncio.sleep, a stream), hand blocking calls to "
        "asyncio.to_thread, and computing to a process.",
    )


@dataclass(frozen=True, kw_only=True)
class _Block:
    """`kept`: how many other tasks could have run meanwhile · `others`: how many more steps of this loop were long."""

    step: Step
    kept: int
    others: int
    lines: tuple[int, ...]


def _worst_block(thread: Lane, tasks: list[Lane]) -> _Block | None:
    """The longest step that kept somebody."""
    loop = Loop(thread)
    steps = (each for task in tasks for each in loop.steps_of(task) if each.own_seconds > LEAST_SECONDS)
    long = sorted(steps, key=lambda each: -each.own_seconds)
    for step in long[:MOST_TRIED]:
        if kept := _kept(step, tasks):
            lines = main_lines(loop.waits_during(step)) or main_lines(step.slices)
            return _Block(step=step, kept=kept, others=len(long) - 1, lines=lines)
    return None


def _kept(step: Step, tasks: list[Lane]) -> int:
    return sum(1 for each in tasks if each is not step.task and _could_have_run(each, step))


def _could_have_run(other: Lane, step: Step) -> bool:
    there = min(other.end, step.end) - max(other.start, step.start)
    return there - blocked_seconds(other, step) >= LEAST_KEPT * (step.end - step.start)


def _by_what(task: Lane, lines: tuple[int, ...]) -> str:
    whose = f"task “{shown_name(task.name)}”"
    return f"line {lines[0]} ({whose})" if lines else f"one step of the {whose}"


def _more(times: int) -> str:
    return f"; {how_many(times, 'more step')} took longer than {milliseconds(LEAST_SECONDS)}" if times else ""
