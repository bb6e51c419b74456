"""A lock was taken many times, and nobody ever waited for it."""

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.locks import LockUse, locks_of
from sandbox.xray.findings.measures import is_complete, lines_among, noun_of
from sandbox.xray.findings.wording import how_many

LEAST_HOLDS = 10
"""Of fewer it says little that nobody happened to wait."""


def lock_never_contended(evidence: Evidence) -> Finding | None:
    """Only where all of the run is told: a wait may lie in what is not. A lock without a line is not the program's."""
    if not is_complete(evidence.timeline):
        return None
    free = [each for each in locks_of(evidence.timeline) if len(each.holds) >= LEAST_HOLDS and _was_free(each)]
    if not free:
        return None
    use = max(free, key=lambda each: len(each.holds))
    return Finding(
        key="lock-never-contended",
        sentence=f"The lock “{use.name}” was taken {how_many(len(use.holds), 'time')} by {_whom(use)}, "
        "and nobody ever waited for it.",
        lines=lines_among(hold.line for _, hold in use.holds),
        next_step=_next_step(use),
    )


def _was_free(use: LockUse) -> bool:
    return not use.waits and all(hold.line for _, hold in use.holds)


def _whom(use: LockUse) -> str:
    holders = use.holders
    return f"“{holders[0].name}” alone" if len(holders) == 1 else how_many(len(holders), noun_of(holders))


def _next_step(use: LockUse) -> str:
    if len(use.holders) == 1:
        return "Look whether anybody else uses what it guards: where nobody does, the lock is not needed."
    return "It cost nobody a wait: keep it as long as more than one of them changes what it guards."
