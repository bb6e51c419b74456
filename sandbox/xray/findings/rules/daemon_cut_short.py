"""A daemon thread still worked when its process ended, and was stopped in the middle."""

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.measures import lines_among, threads
from sandbox.xray.findings.wording import begun, how_many, quoted
from sandbox.xray.timeline import Lane, State, Timeline

IDLE = {State.QUEUE, State.LOCK}
"""A daemon that waits for its next order when the program ends has done its work: that is what daemons are for."""
IDLE_IO = {"socket", "pipe", "event loop: nothing to do"}
"""So has one that waits for a caller."""


def daemon_cut_short(evidence: Evidence) -> Finding | None:
    names = [
        each for each in dict.fromkeys(evidence.timeline.facts.daemons_cut) if not _was_idle(each, evidence.timeline)
    ]
    if not names:
        return None
    lines = lines_among(each.line for each in _daemons(evidence.timeline) if each.name in names)
    who = (
        f"The daemon thread {quoted(names)}"
        if len(names) == 1
        else begun(how_many(len(names), "daemon thread")) + f" ({quoted(names)})"
    )
    return Finding(
        key="daemon-cut-short",
        sentence=f"{who} still worked when the program ended, and {'was' if len(names) == 1 else 'were'} cut short.",
        lines=lines,
        next_step="Join it before the program ends, or make it no daemon; where it never ends by itself, "
        "tell it to stop by an Event.",
    )


def _daemons(timeline: Timeline) -> list[Lane]:
    return [each for each in threads(timeline) if each.is_daemon]


def _was_idle(name: str, timeline: Timeline) -> bool:
    lane = next((each for each in _daemons(timeline) if each.name == name), None)
    if lane is None or not lane.slices:
        return False
    last = lane.slices[-1]
    return last.state in IDLE or (last.state is State.IO and last.what in IDLE_IO)
