"""Lanes that burn CPU time by asking again and again: by the questions that were counted, or by an empty loop."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.xray.findings.evidence import Evidence
from sandbox.xray.findings.measures import LEAST_SECONDS, is_programs_main, seconds_in, threads
from sandbox.xray.findings.spinning import Spin, refusals_in, spins_in
from sandbox.xray.timeline import Lane, Poll, State, Timeline

MOST_SECONDS_EACH = 0.000_005
"""CPU for one question: an Event's takes 0.5 µs, one to an empty queue 3 µs. With more, the loop works in between, and
asks whether it shall stop."""
MOST_SECONDS_REFUSED = 0.00003
"""CPU for one that is refused by an exception: `get_nowait` of an empty queue, 15 µs while it is recorded."""
LEAST_BUSY_SHARE = 0.5
"""Of its life on the CPU or wishing to be: who sleeps in between costs little and is left alone."""
LEAST_SPIN_SHARE = 0.7
"""A loop in the text is only a reason; the lane that runs it must show it."""


@dataclass(frozen=True, kw_only=True)
class Spinner:
    """`what`: it asked, "" for an empty loop, and how often."""

    lane: Lane
    line: int
    what: str = ""
    times: int = 0


def spinners(evidence: Evidence) -> list[Spinner]:
    """Those that asked most come first, then those of empty loops; a lane may be both."""
    return [*_by_polls(evidence), *_by_loops(evidence)]


def _by_polls(evidence: Evidence) -> Iterator[Spinner]:
    timeline, refusals = evidence.timeline, refusals_in(evidence.source)
    for poll in sorted(_summed(timeline), key=lambda each: -each.times):
        for lane in threads(timeline):
            if lane.name == poll.lane and _only_asks(lane, poll, refusals) and _burns(lane, LEAST_BUSY_SHARE):
                yield Spinner(lane=lane, line=poll.line, what=poll.what, times=poll.times)


def _summed(timeline: Timeline) -> list[Poll]:
    """A lane may have told its count in portions."""
    times: Counter[tuple[str, str, int]] = Counter()
    for each in timeline.facts.polls:
        times[each.lane, each.what, each.line] += each.times
    return [Poll(lane=lane, what=what, line=line, times=count) for (lane, what, line), count in times.items()]


def _only_asks(lane: Lane, poll: Poll, refusals: frozenset[int]) -> bool:
    each = MOST_SECONDS_REFUSED if poll.line in refusals else MOST_SECONDS_EACH
    return seconds_in(lane, State.CPU) <= each * poll.times


def _by_loops(evidence: Evidence) -> Iterator[Spinner]:
    """Only while another lane works too: else there is nothing that it could wait for."""
    timeline = evidence.timeline
    for spin in spins_in(evidence.source):
        for lane in threads(timeline):
            if _may_run(spin, lane, timeline) and _burns(lane, LEAST_SPIN_SHARE) and _others_work(lane, timeline):
                yield Spinner(lane=lane, line=spin.line)


def _burns(lane: Lane, least: float) -> bool:
    cpu, gil, core = (seconds_in(lane, each) for each in (State.CPU, State.GIL, State.CORE))
    return cpu >= LEAST_SECONDS and cpu + gil + core >= least * lane.seconds


def _may_run(spin: Spin, lane: Lane, timeline: Timeline) -> bool:
    """The main thread runs the module; a thread carries its function's name, unless it was given one of its own.

    A process does not: it is known to run the function where there is no other that it could.
    """
    if lane.is_main and not is_programs_main(lane, timeline):
        return spin.is_processes
    if spin.is_threads:
        return f"({spin.function})" in lane.name or (not lane.is_main and "(" not in lane.name)
    return lane.is_main and not spin.is_processes


def _others_work(spinner: Lane, timeline: Timeline) -> bool:
    states = (State.CPU, State.IO, State.SLEEP)
    return any(seconds_in(each, *states) >= LEAST_SECONDS for each in threads(timeline) if each is not spinner)
