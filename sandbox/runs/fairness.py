"""Whose run is next: everybody in turn, and each one's own runs in the order in which they came."""

import heapq
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from uuid import UUID

NEW_HERE, SERVED_LATELY, SERVED_JUST_NOW = range(3)


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A queued run, and whose it is."""

    run: UUID
    submission: UUID
    owner: str
    since: datetime
    position: int


def in_order(waiting: Iterable[Waiting], served: Mapping[str, datetime]) -> list[Waiting]:
    """The waiting runs as they will be served. `served` says when an owner was served last, where that was lately.

    Who was not served lately comes first, by first come; then who was served longest ago. Each run served moves its
    owner to the end, so that ten runs of one person and one of another make the other wait for one run, not for ten.
    """
    lines: dict[str, deque[Waiting]] = defaultdict(deque)
    for each in sorted(waiting, key=lambda each: (each.since, each.submission, each.position)):
        lines[each.owner].append(each)
    turns = [(*first_turn(line[0], served), owner) for owner, line in lines.items()]
    heapq.heapify(turns)
    order: list[Waiting] = []
    for number in count():
        if not turns:
            return order
        *_, owner = heapq.heappop(turns)
        order.append(lines[owner].popleft())
        if lines[owner]:
            heapq.heappush(turns, (SERVED_JUST_NOW, number, owner))
    return order


def first_turn(head: Waiting, served: Mapping[str, datetime]) -> tuple[int, float]:
    if head.owner in served:
        return SERVED_LATELY, served[head.owner].timestamp()
    return NEW_HERE, head.since.timestamp()
