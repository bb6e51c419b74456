"""When a waiting run will begin, about: plain rules on how long runs of its kind took lately."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from uuid import UUID

type Kind = tuple[str, str]
"""What a run is one of: the subject of its submission, and its variant. Such runs are comparable."""


@dataclass(frozen=True, kw_only=True)
class Past:
    """A run that has ended: of which kind, and how long it held its slot."""

    kind: Kind
    seconds: float


@dataclass(frozen=True, kw_only=True)
class UnderWay:
    """A run that has a slot: since how long, and how long it may have it."""

    submission: UUID
    kind: Kind
    held_seconds: float
    limit_seconds: float


@dataclass(frozen=True, kw_only=True)
class Upcoming:
    """A run that waits."""

    run: UUID
    submission: UUID
    kind: Kind


class Experience:
    """How long runs took: the median of their kind; of all, where there was none of the kind."""

    def __init__(self, past: Sequence[Past]) -> None:
        kinds: dict[Kind, list[float]] = defaultdict(list)
        for each in past:
            kinds[each.kind].append(each.seconds)
        self.of_kind = {kind: median(seconds) for kind, seconds in kinds.items()}
        self.of_all = median(each.seconds for each in past) if past else None

    def seconds(self, kind: Kind) -> float:
        """Raises KeyError where there is no experience at all."""
        if self.of_all is None:
            raise KeyError(kind)
        return self.of_kind.get(kind, self.of_all)

    def seconds_left(self, run: UnderWay) -> float:
        """A run that outlasts its like may go on until its limit."""
        usual = self.seconds(run.kind)
        until = usual if run.held_seconds < usual else run.limit_seconds
        return max(0.0, until - run.held_seconds)


def begins_in(
    order: Iterable[Upcoming], *, under_way: Sequence[UnderWay], experience: Experience, slots: int
) -> Mapping[UUID, float]:
    """The seconds after which each run will begin, served in this order; none where nothing is known.

    Each takes the slot that is free first, and none begins before the one before it in its own submission has ended.
    """
    if slots < 1 or experience.of_all is None:
        return {}
    left = {each.submission: experience.seconds_left(each) for each in under_way}
    free = sorted(left.values())[-slots:]
    free = [0.0] * (slots - len(free)) + free
    heapq.heapify(free)
    found: dict[UUID, float] = {}
    for each in order:
        found[each.run] = max(heapq.heappop(free), left.get(each.submission, 0.0))
        left[each.submission] = found[each.run] + experience.seconds(each.kind)
        heapq.heappush(free, left[each.submission])
    return found
