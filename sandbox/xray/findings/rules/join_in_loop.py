"""Threads or processes ran one after another: each was started only after the one before had been joined."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.intervals import Stretch, common, length, merged
from sandbox.xray.findings.measures import LEAST_SECONDS, children, main_lines, slices_in, threads
from sandbox.xray.findings.wording import begun, duration, how_many
from sandbox.xray.timeline import Lane, Slice, State, Timeline

LEAST_MEAN_SECONDS = 0.01
"""Shorter ones are over before the next can be started: that is no fault of the loop."""
SLACK_SECONDS = 0.002
"""A thread's own end is noted a little after its work is over, and a join returns a little after that."""
LEAST_JOINED = 0.7
"""Of the time in which they lived, their starter must have waited for their ends."""


def join_in_loop(evidence: Evidence) -> Finding | None:
    """Nothing is said where records are missing: the join may be among them."""
    timeline = evidence.timeline
    if timeline.dropped:
        return None
    groups: list[tuple[str, Sequence[Stretch]]] = [("thread", each) for each in _loops(timeline)]
    for noun, group in [*groups, ("process", children(timeline))]:
        if _one_by_one(group) and _covers(joins := _joins(timeline, group), group):
            return _finding(noun, group, joins)
    return None


def _finding(noun: str, group: Sequence[Stretch], joins: list[Slice]) -> Finding:
    seconds = sum(each.end - each.start for each in group)
    return Finding(
        key="join-in-loop",
        sentence=f"{begun(how_many(len(group), noun))} ran one after another, {duration(seconds)} in all: "
        "each was started only after the one before had been joined.",
        lines=main_lines(joins),
        next_step="Start all of them first, and join them in a second loop.",
    )


def _loops(timeline: Timeline) -> Iterable[list[Lane]]:
    """Threads that one line started: those of a loop."""
    groups = defaultdict(list)
    for each in threads(timeline):
        if each.line and not each.is_main:
            groups[each.process, each.line].append(each)
    return groups.values()


def _one_by_one(group: Sequence[Stretch]) -> bool:
    ordered = sorted(group, key=lambda each: each.start)
    seconds = sum(each.end - each.start for each in ordered)
    long_enough = len(ordered) > 1 and seconds >= max(LEAST_SECONDS, LEAST_MEAN_SECONDS * len(ordered))
    return long_enough and all(after.start >= before.end - SLACK_SECONDS for before, after in pairwise(ordered))


def _joins(timeline: Timeline, group: Sequence[Stretch]) -> list[Slice]:
    names = {f"join of {each.name}" for each in group if isinstance(each, Lane)}
    waits = (each for lane in threads(timeline) for each in slices_in(lane, State.LOCK, State.IO))
    if names:
        return [each for each in waits if each.what in names]
    return [each for each in waits if each.what.startswith("join of ") or each.what == "a process to end"]


def _covers(joins: list[Slice], group: Sequence[Stretch]) -> bool:
    lived = merged(group)
    return length(common(merged(joins), lived)) >= LEAST_JOINED * length(lived)
