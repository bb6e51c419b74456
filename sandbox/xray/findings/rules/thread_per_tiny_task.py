"""Many threads, each made for very little work."""

from collections.abc import Iterable
from statistics import median

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.measures import (
    NAMED_IO,
    by_process,
    lines_among,
    seconds_in,
    seconds_of,
    slices_in,
    threads,
)
from sandbox.xray.findings.sources import line_of_the_only_call
from sandbox.xray.findings.wording import begun, duration, how_many
from sandbox.xray.timeline import Lane, State, Timeline

LEAST_THREADS = 50
"""Making a thread costs about a tenth of a millisecond; from some tens on there is something to gain."""
MOST_SECONDS_EACH = 0.003
"""Work, sleep and I/O of each, “a few milliseconds”: less than one switch interval."""
BUSY = (State.CPU, State.SLEEP, State.LOCK, State.QUEUE, State.UNKNOWN)
"""These, and I/O that has a name, are reasons to have a thread; what was not recorded may be one. Waiting for its turn
is none."""


def thread_per_tiny_task(evidence: Evidence) -> Finding | None:
    """Threads that were too short to be seen may have no lane, or one by their waits: they are not added.

    Where none of them told its line, the program does, if it makes threads in one place.
    """
    timeline = evidence.timeline
    groups = [_tiny(group) for group in by_process(threads(timeline))]
    tiny = max(groups, key=len, default=[])
    unseen = timeline.short_lived - len(timeline.processes[1:])  # the main thread of a child may be among them
    number = max(len(tiny), unseen)
    if not timeline.is_recorded or number < LEAST_THREADS:
        return None
    seconds = median(map(_busy, tiny)) if len(tiny) >= unseen else 0.0
    least = "" if _is_exact(groups, number, timeline) else "at least "
    return Finding(
        key="thread-per-tiny-task",
        sentence=f"{begun(least + how_many(number, 'thread'))} were made, and each worked for {_at_most(seconds)}.",
        lines=lines_among(each.line for each in tiny) or line_of_the_only_call("Thread", evidence.source),
        next_step="Let a few threads take many tasks each: a ThreadPoolExecutor keeps its threads, "
        "and `map` hands them the tasks.",
    )


def _is_exact(groups: list[list[Lane]], number: int, timeline: Timeline) -> bool:
    """Those without samples may be among the lanes or not: only where there are but the one or the other they count."""
    seen = sum(map(len, groups))
    return not (timeline.left_out or timeline.dropped) and (seen, timeline.short_lived) in {(number, 0), (0, number)}


def _tiny(lanes: Iterable[Lane]) -> list[Lane]:
    return [each for each in lanes if not each.is_main and _busy(each) <= MOST_SECONDS_EACH]


def _busy(lane: Lane) -> float:
    io = (each for each in slices_in(lane, State.IO) if each.what in NAMED_IO)
    return seconds_in(lane, *BUSY) + seconds_of(io)


def _at_most(seconds: float) -> str:
    """Far below a sample's distance the figure would be a guess."""
    return f"about {duration(seconds)}" if seconds >= 0.001 else "about 1 ms or less"
