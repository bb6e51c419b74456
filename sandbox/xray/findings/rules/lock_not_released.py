"""A lock was taken and never given back, while somebody waits for it."""

from sandbox.events import Outcome
from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.locks import Standstill, standstills
from sandbox.xray.findings.measures import LEAST_SECONDS, lines_among, name_of
from sandbox.xray.findings.wording import at_lines, duration
from sandbox.xray.timeline import Lane, Timeline


def lock_not_released(evidence: Evidence) -> Finding | None:
    """Of the first such hold the longest wait behind it is told."""
    found = [each for each in standstills(evidence.timeline) if _is_for_good(each, evidence)]
    if not found:
        return None
    longest = max((each for each in found if each.hold is found[0].hold), key=lambda each: each.wait.seconds)
    return Finding(
        key="lock-not-released",
        sentence=_sentence(longest, evidence.timeline),
        lines=lines_among([longest.hold.line, longest.wait.line]),
        next_step=_next_step(longest.holder, longest.waiter),
    )


def _is_for_good(each: Standstill, evidence: Evidence) -> bool:
    """A run that was stopped by a limit may still have been on its way to the release."""
    holder, wait = each.holder, each.wait
    since = holder.end if holder.has_ended else each.hold.start
    will_never_release = holder.has_ended or evidence.outcome is Outcome.DEADLOCK
    return will_never_release and wait.end - max(wait.start, since) >= LEAST_SECONDS


def _sentence(each: Standstill, timeline: Timeline) -> str:
    holder, waiter = name_of(each.holder, timeline), name_of(each.waiter, timeline)
    who = "it waited" if each.waiter is each.holder else f"“{waiter}” waited"
    ended = " and ended" if each.holder.has_ended else ""
    where = at_lines(lines_among([each.hold.line]))
    return (
        f"“{holder}” took the lock “{each.lock}”{where}{ended} without releasing it; "
        f"{who} for it for {duration(each.wait.seconds)}."
    )


def _next_step(holder: Lane, waiter: Lane) -> str:
    if waiter is holder:
        return "A Lock cannot be taken twice, even by its own holder: release it before, or use an RLock."
    if holder.has_ended and holder.process != waiter.process:
        return "Take locks by `with lock:` and let processes end by themselves: one that is terminated releases none."
    if holder.has_ended:
        return "Take it by `with lock:`, which releases it on every way out, exceptions included."
    return "Take locks by `with lock:`, and where two are needed, in the same order everywhere."
