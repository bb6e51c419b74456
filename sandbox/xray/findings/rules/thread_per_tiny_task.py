"""Many threads, each made for very little work."""

from collections.abc import Iterable
from statistics import median

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.measures import (
    NAMED_IO,
    by_process,
    is_complete,
    lines_among,
    seconds_in,
    seconds_of,
    slices_in,
    threads,
)
from sandbox.xray.findings.wording import duration, how_many
from sandbox.xray.timeline import Lane, State

LEAST_THREADS = 50
"""Making a thread costs about a tenth of a millisecond; from some tens on there is something to gain."""
MOST_SECONDS_EACH = 0.003
"""Work, sleep and I/O of each, “a few milliseconds”: less than one switch interval."""
BUSY = (State.CPU, State.SLEEP, State.LOCK, State.QUEUE)
"""These, and I/O that has a name, are reasons to have a thread. Waiting for its turn is none."""


def thread_per_tiny_task(evidence: Evidence) -> Finding | None:
    tiny = max((_tiny(group) for group in by_process(threads(evidence.timeline))), key=len, default=[])
    if not is_complete(evidence.timeline) or len(tiny) < LEAST_THREADS:
        return None
    each = median(map(_busy, tiny))
    return Finding(
        key="thread-per-tiny-task",
        sentence=f"{how_many(len(tiny), 'thread').capitalize()} were made, and each worked for {_at_most(each)}.",
        lines=lines_among(lane.line for lane in tiny),
        next_step="Let a few threads take many tasks each: a ThreadPoolExecutor keeps its threads, "
        "and `map` hands them the tasks.",
    )


def _tiny(lanes: Iterable[Lane]) -> list[Lane]:
    return [each for each in lanes if not each.is_main and _busy(each) <= MOST_SECONDS_EACH]


def _busy(lane: Lane) -> float:
    io = (each for each in slices_in(lane, State.IO) if each.what in NAMED_IO)
    return seconds_in(lane, *BUSY) + seconds_of(io)


def _at_most(seconds: float) -> str:
    """Below a sample's distance the figure would be a guess."""
    return f"about {duration(seconds)}" if seconds >= 0.001 else "less than 1 ms"
