"""Coroutines were awaited one after another, while nothing else ran.

A task that only sleeps between its own rounds awaits nobody's work: that could not overlap. Whether one await needs the
result of the one before cannot be measured: the next step says so.
"""

from collections.abc import Sequence

from sandbox.xray.findings.awaiting import Rows
from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.intervals import common, length, merged
from sandbox.xray.findings.loops import Loop
from sandbox.xray.findings.measures import by_loop, lines_among, main_lines, seconds_of
from sandbox.xray.findings.wording import begun, duration, how_many
from sandbox.xray.timeline import Lane, Slice, State

LEAST_AWAITS = 3
"""Two in a row are often a request and its answer."""
LEAST_EACH_SECONDS = 0.01
"""Shorter ones are over before others would be worth starting."""
LEAST_TOTAL_SECONDS = 0.05
"""What overlapping them could save is to be noticed."""
LEAST_SHARE = 0.5
"""Of the time from the first task to the last: otherwise something else is the matter."""
MOST_BESIDE = 0.1
"""Of that time another task may have done something."""
ACTIVE = (State.CPU, State.SLEEP, State.IO, State.QUEUE)
FUTURE = "result of a future"


def awaited_in_sequence(evidence: Evidence) -> Finding | None:
    if evidence.timeline.dropped:
        return None
    for thread, tasks in by_loop(evidence.timeline):
        loop = Loop(thread)
        long = [each for task in tasks for each in loop.awaits_of(task) if each.seconds >= LEAST_EACH_SECONDS]
        rows = Rows(evidence.source, {each.line for each in long})
        awaits = [each for each in long if not (each.state is State.SLEEP and rows.is_pause(each.line))]
        if _are_long(awaits, tasks) and _are_alone(awaits, tasks):
            return _finding(awaits, rows)
    return None


def _finding(awaits: list[Slice], rows: Rows) -> Finding:
    return Finding(
        key="awaited-in-sequence",
        sentence=f"{begun(how_many(len(awaits), 'await'))} came one after another, "
        f"{duration(seconds_of(awaits))} in all, and no other task ran meanwhile.",
        lines=_lines(awaits, rows),
        next_step="Where one does not need the result of the one before, start them together: "
        "`asyncio.gather`, or a TaskGroup.",
    )


def _lines(awaits: list[Slice], rows: Rows) -> tuple[int, ...]:
    """Of the calls that came one after another; where the program does not show them, those on which it waited."""
    return lines_among(line for each in awaits for line in rows.behind(each.line)) or main_lines(awaits)


def _are_long(awaits: Sequence[Slice], tasks: Sequence[Lane]) -> bool:
    total = seconds_of(awaits)
    return len(awaits) >= LEAST_AWAITS and total >= max(LEAST_TOTAL_SECONDS, LEAST_SHARE * length(merged(tasks)))


def _are_alone(awaits: Sequence[Slice], tasks: Sequence[Lane]) -> bool:
    """Whether at each moment of them about one task was active.

    One that is blocked by the one that awaits does nothing; one that waits for a queue is part of a plan, and one that
    waits for a future has a thread or a process at work for it.
    """
    awaited = merged(awaits)
    active = sum(length(common(merged(part for part in each.slices if _is_active(part)), awaited)) for each in tasks)
    return active <= (1 + MOST_BESIDE) * length(awaited)


def _is_active(each: Slice) -> bool:
    return each.state in ACTIVE or each.what == FUTURE
