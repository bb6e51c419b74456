"""Coroutines were awaited one after another, while nothing else ran.

Whether one needs the result of the one before cannot be measured: the next step says so.
"""

from collections.abc import Sequence

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.intervals import length, merged
from sandbox.xray.findings.loops import awaits_of, seconds_during
from sandbox.xray.findings.measures import by_loop, main_lines, seconds_of
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


def awaited_in_sequence(evidence: Evidence) -> Finding | None:
    if evidence.timeline.dropped:
        return None
    for loop, tasks in by_loop(evidence.timeline):
        awaits = {
            id(task): [each for each in awaits_of(task, loop) if each.seconds >= LEAST_EACH_SECONDS] for task in tasks
        }
        found = [each for waits in awaits.values() for each in waits]
        if _are_long(found, tasks) and _are_alone(tasks, awaits):
            return _finding(found)
    return None


def _finding(awaits: list[Slice]) -> Finding:
    return Finding(
        key="awaited-in-sequence",
        sentence=f"{begun(how_many(len(awaits), 'await'))} came one after another, "
        f"{duration(seconds_of(awaits))} in all, and no other task ran meanwhile.",
        lines=main_lines(awaits),
        next_step="Where one does not need the result of the one before, start them together: "
        "`asyncio.gather`, or a TaskGroup.",
    )


def _are_long(awaits: Sequence[Slice], tasks: Sequence[Lane]) -> bool:
    total = seconds_of(awaits)
    return len(awaits) >= LEAST_AWAITS and total >= max(LEAST_TOTAL_SECONDS, LEAST_SHARE * length(merged(tasks)))


def _are_alone(tasks: Sequence[Lane], awaits: dict[int, list[Slice]]) -> bool:
    """A task that is blocked by the one that awaits does nothing; one that waits for a queue is part of a plan."""
    states = (State.CPU, State.SLEEP, State.IO, State.QUEUE)
    for task in tasks:
        own = awaits[id(task)]
        beside = sum(seconds_during(other, own, states) for other in tasks if other is not task)
        if beside > MOST_BESIDE * seconds_of(own):
            return False
    return True
