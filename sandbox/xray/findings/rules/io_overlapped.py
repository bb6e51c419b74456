"""Waits ran side by side: what was waited for in all took far less time by the clock. Good news."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sandbox.events import Outcome
from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.intervals import length, merged
from sandbox.xray.findings.loops import Loop
from sandbox.xray.findings.measures import (
    NAMED_IO,
    actors,
    by_loop,
    crowd,
    first_process,
    main_lines,
    seconds_of,
    slices_in,
)
from sandbox.xray.findings.overlaps import Waits, are_served_in_turn, most_at_once, side_by_side
from sandbox.xray.findings.wording import begun, counted, duration
from sandbox.xray.timeline import Lane, Slice, State, Timeline

LEAST_TIMES = 1.5
"""As long in all as by the clock: two waits of equal length side by side make 2."""
LEAST_SAVED_SECONDS = 0.05
"""What nobody notices is no news."""
SOCKET = "socket"
"""Without a network its other end is in the run as well."""


def io_overlapped(evidence: Evidence) -> Finding | None:
    if evidence.outcome is not Outcome.FINISHED:
        return None  # to praise a program that did not come to its end would lead astray
    waits = max(_groups(evidence.timeline), key=_saved, default=[])
    lanes = list({id(lane): lane for lane, _ in waits}.values())
    if len(lanes) < 2:
        return None
    total, clock = seconds_of(each for _, each in waits), _clock(waits)
    if total < LEAST_TIMES * clock:
        return None
    who = ("at least " if evidence.timeline.left_out else "") + crowd(lanes, evidence.timeline)
    how = "side by side" if evidence.timeline.left_out else _how(waits, len(lanes))
    return Finding(
        key="io-overlapped",
        sentence=f"{begun(who)} waited {duration(total)} in all, {how}: by the clock it took {duration(clock)}.",
        lines=main_lines(each for _, each in waits),
        next_step="Try more of them: as long as they only wait, the time by the clock hardly grows.",
    )


def _groups(timeline: Timeline) -> Iterator[Waits]:
    """Those that gained by it: clients of a server that serves one at a time did not, though they wait side by side."""
    lanes = actors(timeline)
    for (what, _), kind in _kinds_of_wait(timeline).items():
        for each in side_by_side(kind):
            is_long = _saved(each) >= LEAST_SAVED_SECONDS
            if is_long and not (what == SOCKET and are_served_in_turn(each, lanes)):
                yield each


def _kinds_of_wait(timeline: Timeline) -> Mapping[tuple[str, int], Waits]:
    """Sleeps of main.py together, not another program's; I/O by its line.

    For a client that waits for a server, which waits itself, is no gain; nor is a main thread that sleeps until its
    workers are through, or asks from time to time: its sleeps count on a line on which others sleep as well.
    """
    kinds: dict[tuple[str, int], list[tuple[Lane, Slice]]] = defaultdict(list)
    loops = {(each.process, each.thread): Loop(each) for each, _ in by_loop(timeline)}
    for lane in actors(timeline):
        for each in _waits_of(lane, loops):
            if each.state is State.SLEEP and _is_of_the_program(each, lane):
                kinds["sleep", 0].append((lane, each))
            elif each.what in NAMED_IO and each.line:
                kinds[each.what, each.line].append((lane, each))
    kinds["sleep", 0] = _without_main(kinds["sleep", 0], timeline)
    return kinds


def _without_main(sleeps: Waits, timeline: Timeline) -> list[tuple[Lane, Slice]]:
    """A child's main thread is a worker where it has no threads that sleep."""
    first, lanes = first_process(timeline), {id(lane): lane for lane, _ in sleeps}.values()
    beside = Counter(each.process for each in lanes)
    idle = {id(each) for each in lanes if _is_main(each) and (each.process == first or beside[each.process] > 1)}
    shared = {each.line for lane, each in sleeps if id(lane) not in idle}
    return [(lane, each) for lane, each in sleeps if id(lane) not in idle or each.line in shared]


def _is_main(lane: Lane) -> bool:
    return lane.is_main and not lane.task


def _is_of_the_program(wait: Slice, lane: Lane) -> bool:
    """A task may run a coroutine of the library, as one of `gather(sleep(1), sleep(1))` does."""
    return bool(wait.line or (lane.task and lane.line))


def _waits_of(lane: Lane, loops: Mapping[tuple[int, int], Loop]) -> Iterable[Slice]:
    """Of a task as long as its loop was idle: what it waited beside that, it would have waited for others' steps."""
    loop = loops.get((lane.process, lane.thread)) if lane.task else None
    return loop.free_awaits_of(lane) if loop else slices_in(lane, State.SLEEP, State.IO)


def _how(waits: Waits, lanes: int) -> str:
    """Of ten with two at a time, that they waited side by side would be taken for ten."""
    most = most_at_once(waits)
    return "side by side" if most >= lanes else f"at most {counted(most)} at a time"


def _clock(waits: Waits) -> float:
    return length(merged(each for _, each in waits))


def _saved(waits: Waits) -> float:
    return seconds_of(each for _, each in waits) - _clock(waits)
