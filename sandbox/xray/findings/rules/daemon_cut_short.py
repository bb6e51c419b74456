"""A daemon thread still worked when its process ended, and was stopped in the middle."""

from collections import Counter

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.measures import has_name, lines_among, threads
from sandbox.xray.findings.wording import begun, how_many, quoted
from sandbox.xray.naming import shown_name
from sandbox.xray.timeline import Lane, State, Timeline

IDLE = {State.QUEUE, State.LOCK, State.UNKNOWN}
"""A daemon that waits for its next order when the program ends has done its work: that is what daemons are for. One
that was not recorded may wait for it."""
IDLE_IO = {"socket", "pipe", "event loop: nothing to do"}
"""So has one that waits for a caller."""


def daemon_cut_short(evidence: Evidence) -> Finding | None:
    cuts = Counter(evidence.timeline.facts.daemons_cut)
    names = [each for each, number in cuts.items() if not _were_idle(_called(each, evidence.timeline), number)]
    if not names:
        return None
    lines = lines_among(lane.line for each in names for lane in _called(each, evidence.timeline))
    shown = quoted(list(map(shown_name, names)))
    who = (
        f"The daemon thread {shown}"
        if len(names) == 1
        else begun(how_many(len(names), "daemon thread")) + f" ({shown})"
    )
    return Finding(
        key="daemon-cut-short",
        sentence=f"{who} still worked when the program ended, and {'was' if len(names) == 1 else 'were'} cut short.",
        lines=lines,
        next_step="Join it before the program ends, or make it no daemon; where it never ends by itself, "
        "tell it to stop by an Event.",
    )


def _called(name: str, timeline: Timeline) -> list[Lane]:
    """The daemons of this name."""
    return [each for each in threads(timeline) if each.is_daemon and has_name(each, name)]


def _were_idle(lanes: list[Lane], cuts: int) -> bool:
    """Where some of a name were cut and others not, nobody knows which: nothing is said if those may be the idle."""
    idle = sum(map(_was_idle, lanes))
    return idle > 0 and (idle >= cuts or len(lanes) == cuts)


def _was_idle(lane: Lane) -> bool:
    if not lane.slices:
        return False
    last = lane.slices[-1]
    return last.state in IDLE or (last.state is State.IO and last.what in IDLE_IO)
