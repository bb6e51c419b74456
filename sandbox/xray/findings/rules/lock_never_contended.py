"""A lock was taken many times, and nobody ever waited for it.

Who waits for a condition over it is told to wait for the condition: where somebody did, nothing is said.
"""

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.locks import LockUse, is_of_a_condition, locks_of
from sandbox.xray.findings.measures import is_complete, lines_among, name_of, noun_of
from sandbox.xray.findings.wording import how_many
from sandbox.xray.timeline import Timeline

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
        sentence=f"The lock “{use.name}” was taken {how_many(len(use.holds), 'time')} "
        f"by {_whom(use, evidence.timeline)}, and nobody ever waited for it.",
        lines=lines_among(hold.line for _, hold in use.holds),
        next_step=_next_step(use),
    )


def _was_free(use: LockUse) -> bool:
    return not use.waits and all(hold.line for _, hold in use.holds) and not is_of_a_condition(use)


def _whom(use: LockUse, timeline: Timeline) -> str:
    holders = use.holders
    return f"“{name_of(holders[0], timeline)}” alone" if len(holders) == 1 else how_many(len(holders), noun_of(holders))


def _next_step(use: LockUse) -> str:
    if len(use.holders) == 1:
        return "Look whether anybody else uses what it guards: where nobody does, the lock is not needed."
    return "It cost nobody a wait: keep it as long as more than one of them changes what it guards."
