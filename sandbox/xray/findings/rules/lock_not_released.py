"""A lock was taken and never given back, while somebody waits for it."""

from collections.abc import Iterator

from sandbox.events import Outcome
from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.locks import LockUse, locks_of
from sandbox.xray.findings.measures import LEAST_SECONDS, lines_among, name_of
from sandbox.xray.findings.wording import at_lines, duration
from sandbox.xray.timeline import Hold, Lane, Slice, Timeline


def lock_not_released(evidence: Evidence) -> Finding | None:
    for use in locks_of(evidence.timeline):
        for lane, hold in use.holds:
            if hold.is_open and _will_never_release(lane, evidence):
                waits = list(_waits_behind(hold, lane, use))
                if waits:
                    return _finding(use, lane, hold, waits, evidence.timeline)
    return None


def _will_never_release(lane: Lane, evidence: Evidence) -> bool:
    """A run that was stopped by a limit may still have been on its way to the release."""
    return lane.has_ended or evidence.outcome is Outcome.DEADLOCK


def _waits_behind(hold: Hold, holder: Lane, use: LockUse) -> Iterator[tuple[Lane, Slice]]:
    for lane, wait in use.waits:
        after = wait.end - max(wait.start, holder.end if holder.has_ended else hold.start)
        if after >= LEAST_SECONDS and wait.end > hold.start:
            yield lane, wait


def _finding(use: LockUse, holder: Lane, hold: Hold, waits: list[tuple[Lane, Slice]], timeline: Timeline) -> Finding:
    waiter, wait = max(waits, key=lambda each: each[1].seconds)
    who = "it waited" if waiter is holder else f"“{name_of(waiter, timeline)}” waited"
    ended = " and ended" if holder.has_ended else ""
    return Finding(
        key="lock-not-released",
        sentence=f"“{name_of(holder, timeline)}” took the lock “{use.name}”{at_lines(lines_among([hold.line]))}{ended} "
        f"without releasing it; {who} for it for {duration(wait.seconds)}.",
        lines=lines_among([hold.line, wait.line]),
        next_step=_next_step(holder, waiter),
    )


def _next_step(holder: Lane, waiter: Lane) -> str:
    if waiter is holder:
        return "A Lock cannot be taken twice, even by its own holder: release it before, or use an RLock."
    if holder.has_ended:
        return "Take it by `with lock:`, which releases it on every way out, exceptions included."
    return "Take locks by `with lock:`, and where two are needed, in the same order everywhere."
