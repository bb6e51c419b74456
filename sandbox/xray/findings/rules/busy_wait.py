"""A lane burned CPU time by asking again and again, instead of waiting."""

from collections import Counter

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.measures import LEAST_SECONDS, seconds_in, threads
from sandbox.xray.findings.spinning import Spin, spins_in
from sandbox.xray.findings.wording import at_lines, duration
from sandbox.xray.timeline import Lane, Poll, State, Timeline

LEAST_POLLS = 500
"""In a run of seconds: who sleeps for 10 ms in between does not reach it within five."""
LEAST_BUSY_SHARE = 0.5
"""Of its life on the CPU or wishing to be: who sleeps in between costs little and is left alone."""
LEAST_SPIN_SHARE = 0.7
"""A loop in the text is only a reason; the lane that runs it must show it."""


def busy_wait(evidence: Evidence) -> Finding | None:
    return _by_polls(evidence.timeline) or _by_loops(evidence)


def _by_polls(timeline: Timeline) -> Finding | None:
    for poll in sorted(_summed(timeline), key=lambda each: -each.times):
        for lane in threads(timeline):
            if lane.name == poll.lane and poll.times >= LEAST_POLLS and _burns(lane, LEAST_BUSY_SHARE):
                return _finding(_asked(poll, lane), poll.line)
    return None


def _summed(timeline: Timeline) -> list[Poll]:
    """A lane may have told its count in portions."""
    times: Counter[tuple[str, str, int]] = Counter()
    for each in timeline.facts.polls:
        times[each.lane, each.what, each.line] += each.times
    return [Poll(lane=lane, what=what, line=line, times=count) for (lane, what, line), count in times.items()]


def _by_loops(evidence: Evidence) -> Finding | None:
    """Only while another lane works too: else there is nothing that it could wait for."""
    for spin in spins_in(evidence.source):
        for lane in threads(evidence.timeline):
            if _may_run(spin, lane) and _burns(lane, LEAST_SPIN_SHARE) and _others_work(lane, evidence.timeline):
                return _finding(_spun(spin, lane), spin.line)
    return None


def _finding(sentence: str, line: int) -> Finding:
    return Finding(
        key="busy-wait",
        sentence=sentence,
        lines=(line,) if line else (),
        next_step="Wait by something that sleeps until it is told: an Event's wait(), a Queue's get(), or join().",
    )


def _asked(poll: Poll, lane: Lane) -> str:
    cpu = duration(seconds_in(lane, State.CPU))
    where = at_lines([poll.line] if poll.line else [])
    return (
        f"“{lane.name}” asked “{poll.what}” {poll.times:,} times{where} instead of waiting, "
        f"and was on the CPU for {cpu}."
    )


def _spun(spin: Spin, lane: Lane) -> str:
    cpu = duration(seconds_in(lane, State.CPU))
    return (
        f"“{lane.name}” ran an empty loop until something changed{at_lines([spin.line])}, and was on the CPU for {cpu}."
    )


def _burns(lane: Lane, least: float) -> bool:
    cpu, gil, core = (seconds_in(lane, each) for each in (State.CPU, State.GIL, State.CORE))
    return cpu >= LEAST_SECONDS and cpu + gil + core >= least * lane.seconds


def _may_run(spin: Spin, lane: Lane) -> bool:
    """The main thread runs the module; a thread carries its function's name, unless it was given one of its own."""
    if spin.is_target:
        return f"({spin.function})" in lane.name or (not lane.is_main and "(" not in lane.name)
    return lane.is_main


def _others_work(spinner: Lane, timeline: Timeline) -> bool:
    states = (State.CPU, State.IO, State.SLEEP)
    return any(seconds_in(each, *states) >= LEAST_SECONDS for each in threads(timeline) if each is not spinner)
