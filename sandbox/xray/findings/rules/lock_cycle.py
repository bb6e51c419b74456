"""Several threads wait in a circle, each for a lock that the next one holds: none of them can ever go on."""

from collections.abc import Sequence

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.locks import Standstill, standstills
from sandbox.xray.findings.measures import lines_among, name_of, noun_of
from sandbox.xray.findings.wording import at_lines, begun, how_many
from sandbox.xray.timeline import Timeline

MOST_TOLD = 3
"""Of a longer circle the figures and the first of it are told: a sentence is no list."""
TOGETHER_SECONDS = 0.001
"""A wait that is open ends with its lane, but for what two clocks differ by."""


def lock_cycle(evidence: Evidence) -> Finding | None:
    circle = _circle(evidence.timeline)
    if not circle:
        return None
    told = "; ".join(_told(each, evidence.timeline) for each in circle[:MOST_TOLD])
    what = f"{told}: none of them can go on"
    if len(circle) > MOST_TOLD:
        who = how_many(len(circle), noun_of([each.waiter for each in circle]))
        what = f"{who} wait in a circle, each for a lock that the next one holds: {told} …"
    return Finding(
        key="lock-cycle",
        sentence=f"{begun(what)}{'' if what.endswith('…') else '.'}",
        lines=lines_among(line for each in circle for line in (each.hold.line, each.wait.line)),
        next_step="Let everybody take these locks in the same order: then nobody waits in a circle.",
    )


def _told(each: Standstill, timeline: Timeline) -> str:
    where, who = at_lines(lines_among([each.wait.line])), name_of(each.waiter, timeline)
    return f"“{who}” waits{where} for “{each.lock}”, which “{name_of(each.holder, timeline)}” holds"


def _circle(timeline: Timeline) -> Sequence[Standstill]:
    stands = {id(each.waiter): each for each in standstills(timeline) if _is_for_good(each)}
    for first in stands.values():
        path = [first]
        while (then := stands.get(id(path[-1].holder))) is not None and then not in path:
            path.append(then)
        if then is first and len(path) > 1:
            return path
    return ()


def _is_for_good(each: Standstill) -> bool:
    """A lane that waits to its end for a lock of another one that is still there."""
    is_anothers = each.waiter is not each.holder and not each.holder.has_ended
    return is_anothers and each.wait.end >= each.waiter.end - TOGETHER_SECONDS
