"""A lock convoy: several lanes queue for one lock that is held nearly always, a short time each."""

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.intervals import length, merged
from sandbox.xray.findings.locks import LockUse, locks_of
from sandbox.xray.findings.measures import LEAST_SECONDS, lines_among, noun_of
from sandbox.xray.findings.wording import begun, duration, how_many, share

LEAST_HOLDS = 20
"""A queue that forms again and again; fewer holds are a few waits."""
LONGEST_MEAN_HOLD = 0.01
"""Two switch intervals of CPython. What is held longer is not short."""
LEAST_HELD_SHARE = 0.6
"""Held most of the time, with a margin for what is measured."""
LEAST_QUEUE = 1.0
"""On average at least one more lane stands in the queue: the lock, not the work, sets the pace."""
LEAST_WAITERS = 2


def lock_convoy(evidence: Evidence) -> Finding | None:
    use = max(filter(_is_convoy, locks_of(evidence.timeline)), key=lambda each: each.waited_seconds, default=None)
    if use is None:
        return None
    held, window = _held(use), _window(use)
    mean = sum(hold.end - hold.start for _, hold in use.holds) / len(use.holds)
    return Finding(
        key="lock-convoy",
        sentence=f"{begun(how_many(len(use.waiters), noun_of(use.waiters)))} queued for the lock “{use.name}”: "
        f"it was held {share(held, window)} of the time, {duration(mean)} at a time, "
        f"and they waited {duration(use.waited_seconds)} for it in all.",
        lines=lines_among(hold.line for _, hold in use.holds),
        next_step="Take it less often: let each gather its own part, and put the parts together under the lock "
        "once at the end.",
    )


def _held(use: LockUse) -> float:
    return length(merged(hold for _, hold in use.holds))


def _window(use: LockUse) -> float:
    return max(hold.end for _, hold in use.holds) - min(hold.start for _, hold in use.holds)


def _is_convoy(use: LockUse) -> bool:
    window = _window(use)
    return (
        window >= LEAST_SECONDS
        and len(use.holds) >= LEAST_HOLDS
        and len(use.waiters) >= LEAST_WAITERS
        and use.waited_seconds >= max(LEAST_SECONDS, LEAST_QUEUE * window)
        and _held(use) >= LEAST_HELD_SHARE * window
        and sum(hold.end - hold.start for _, hold in use.holds) <= LONGEST_MEAN_HOLD * len(use.holds)
    )
