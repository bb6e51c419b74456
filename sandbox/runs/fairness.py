"""Whose run is next: every party in turn, in it every owner, and each owner's runs in the order in which they came."""

import heapq
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from operator import attrgetter
from uuid import UUID

NEW_HERE, SERVED_LATELY, SERVED_JUST_NOW = range(3)


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A queued run, and whose it is. `party`: the owner, or the crowd of visitors behind one address.

    `kind`: what it is one of, its submission's subject and its variant.
    """

    run: UUID
    submission: UUID
    party: str
    owner: str
    since: datetime
    position: int
    kind: tuple[str, str]


def in_order(waiting: Iterable[Waiting], served: Mapping[str, datetime]) -> list[Waiting]:
    """The waiting runs as they will be served. `served`: when a party, or an owner, was served last, if lately.

    A person is a party of their own. Visitors behind one address are one together, whatever number of browsers they
    say they are: whoever floods from there makes a person wait for one run, not for one of each browser.
    """
    arrived = sorted(waiting, key=lambda each: (each.since, each.submission, each.position))
    parties = lines(arrived, by="party")
    return taken_in_turn(
        {party: taken_in_turn(lines(line, by="owner"), served) for party, line in parties.items()}, served
    )


def lines(waiting: Iterable[Waiting], *, by: str) -> Mapping[str, Sequence[Waiting]]:
    found: dict[str, list[Waiting]] = defaultdict(list)
    for each in waiting:
        found[attrgetter(by)(each)].append(each)
    return found


def taken_in_turn(lines: Mapping[str, Sequence[Waiting]], served: Mapping[str, datetime]) -> list[Waiting]:
    """One run of each line, then the next of each. No line is empty.

    Who was not served lately comes first, by first come; then who was served longest ago. Each run served moves its
    line to the end, so that ten runs of one and one of another make the other wait for one run, not for ten.
    """
    left = {whose: deque(line) for whose, line in lines.items()}
    turns = [(*first_turn(line[0], served.get(whose)), whose) for whose, line in left.items()]
    heapq.heapify(turns)
    order: list[Waiting] = []
    for number in count():
        if not turns:
            return order
        *_, whose = heapq.heappop(turns)
        order.append(left[whose].popleft())
        if left[whose]:
            heapq.heappush(turns, (SERVED_JUST_NOW, number, whose))
    return order


def first_turn(head: Waiting, served: datetime | None) -> tuple[int, float]:
    return (NEW_HERE, head.since.timestamp()) if served is None else (SERVED_LATELY, served.timestamp())
