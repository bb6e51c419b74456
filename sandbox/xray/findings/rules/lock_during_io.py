"""A lock was held during I/O or sleep while others waited for it."""

from collections.abc import Iterable

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.intervals import Interval, common, is_touched, length, merged
from sandbox.xray.findings.locks import LockUse, locks_of
from sandbox.xray.findings.measures import LEAST_SECONDS, main_lines, slices_in
from sandbox.xray.findings.wording import duration, share
from sandbox.xray.timeline import Lane, Slice, State

LEAST_SHARE = 0.5
"""Below half of the contested time, the I/O is not what the others wait for most."""


def lock_during_io(evidence: Evidence) -> Finding | None:
    found = max((_Contest(use) for use in locks_of(evidence.timeline)), key=lambda each: each.still, default=None)
    if found is None or found.still < LEAST_SECONDS or found.still < LEAST_SHARE * found.contested:
        return None
    return Finding(
        key="lock-during-io",
        sentence=f"The lock “{found.use.name}” was held for {duration(found.contested)} while others waited for it, "
        f"and {share(found.still, found.contested)} of that time its holder was in I/O or asleep.",
        lines=main_lines(found.still_slices),
        next_step="Do the waiting before the lock is taken or after it is released, "
        "and hold it only for what is shared.",
    )


class _Contest:
    """How long a lock was held while others waited for it; and how long of that its holders stood still."""

    def __init__(self, use: LockUse) -> None:
        self.use = use
        self.contested = self.still = 0.0
        self.still_slices: list[Slice] = []
        for holder in use.holders:
            self._add(holder)

    def _add(self, holder: Lane) -> None:
        contested = common(self.use.held_by(holder), self.use.awaited_beside(holder))
        still = [each for each in slices_in(holder, State.IO, State.SLEEP) if _is_known(each)]
        self.contested += length(contested)
        self.still += length(common(contested, merged(still)))
        self.still_slices += _within(still, contested)


def _is_known(each: Slice) -> bool:
    """I/O without a name or a line is only what is left of the time, and may be none."""
    return each.state is State.SLEEP or bool(each.line) or bool(each.what)


def _within(slices: Iterable[Slice], intervals: list[Interval]) -> list[Slice]:
    return [each for each in slices if is_touched(each, intervals)]
