"""Waits ran side by side: what was waited for in all took far less time by the clock. Good news."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sandbox.events import Outcome
from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.intervals import length, merged
from sandbox.xray.findings.loops import Loop
from sandbox.xray.findings.measures import NAMED_IO, actors, by_loop, crowd, main_lines, seconds_of, slices_in
from sandbox.xray.findings.wording import begun, duration
from sandbox.xray.timeline import Lane, Slice, State, Timeline

LEAST_TIMES = 1.5
"""As long in all as by the clock: two waits of equal length side by side make 2."""
LEAST_SAVED_SECONDS = 0.05
"""What nobody notices is no news."""

type Waits = list[tuple[Lane, Slice]]


def io_overlapped(evidence: Evidence) -> Finding | None:
    if evidence.outcome is not Outcome.FINISHED:
        return None  # to praise a program that did not come to its end would lead astray
    waits = max(_kinds_of_wait(evidence.timeline), key=_saved, default=[])
    lanes = list({id(lane): lane for lane, _ in waits}.values())
    if len(lanes) < 2:
        return None
    total, clock = seconds_of(each for _, each in waits), _clock(waits)
    if total - clock < LEAST_SAVED_SECONDS or total < LEAST_TIMES * clock:
        return None
    return Finding(
        key="io-overlapped",
        sentence=f"{begun(crowd(lanes))} waited {duration(total)} in all, side by side: "
        f"by the clock it took {duration(clock)}.",
        lines=main_lines(each for _, each in waits),
        next_step="Try more of them: as long as they only wait, the time by the clock hardly grows.",
    )


def _kinds_of_wait(timeline: Timeline) -> Iterable[Waits]:
    """Sleeps together; I/O by its line, for a client that waits for a server, which waits itself, is no gain."""
    kinds: dict[tuple[str, int], Waits] = defaultdict(list)
    loops = {(each.process, each.thread): Loop(each) for each, _ in by_loop(timeline)}
    for lane in actors(timeline):
        for each in _waits_of(lane, loops):
            if each.state is State.SLEEP:
                kinds["sleep", 0].append((lane, each))
            elif each.what in NAMED_IO and each.line:
                kinds[each.what, each.line].append((lane, each))
    return kinds.values()


def _waits_of(lane: Lane, loops: Mapping[tuple[int, int], Loop]) -> Iterable[Slice]:
    """Of a task as long as its loop was idle: what it waited beside that, it would have waited for others' steps."""
    loop = loops.get((lane.process, lane.thread)) if lane.task else None
    return loop.free_awaits_of(lane) if loop else slices_in(lane, State.SLEEP, State.IO)


def _clock(waits: Waits) -> float:
    return length(merged(each for _, each in waits))


def _saved(waits: Waits) -> float:
    return seconds_of(each for _, each in waits) - _clock(waits)
