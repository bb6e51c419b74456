"""What the review's page shows: the items of a session with their faces and choices, and how the day stands."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import Person
from courses.classroom.reviewing.kinds import Face
from courses.classroom.reviewing.registry import KINDS
from courses.classroom.reviewing.shelf import Shelf, shelf_of
from courses.flashcards.joining import join, settle
from courses.flashcards.models import Item, Pace, Rating
from courses.flashcards.pacing import pace_of, schedule_pace
from courses.flashcards.queueing import Today, queue, today_of
from courses.flashcards.schedule import AHEAD, Choice, choices, spelt

SESSION = 50
"""Items that a page carries, so that one goes on without a network; what that weighs is in the benchmarks."""


@dataclass(frozen=True, kw_only=True)
class Shown:
    """`steps`: the four choices, and those after them, as the page's script reads them."""

    item: Item
    face: Face
    choices: Sequence[Choice]

    @property
    def steps(self) -> str:
        return json.dumps(as_steps(self.choices))

    @property
    def grades(self) -> list[dict[str, Any]]:
        return [
            {"rating": each.rating.value, "word": Rating(each.rating).label, "wait": spelt(each.wait)}
            for each in self.choices
        ]


@dataclass(frozen=True, kw_only=True)
class Session:
    today: Today
    pace: Pace
    shown: Sequence[Shown]


def session_of(person: Person, now: datetime, *, most: int = SESSION) -> Session:
    pace = pace_of(person)
    shelf = settled_shelf(person, pace, now)
    today = today_of(person, pace, now)
    items = queue(person, today, now, most=most)
    return Session(today=today, pace=pace, shown=shown(items, person, pace, shelf, now))


def settled_shelf(person: Person, pace: Pace, now: datetime) -> Shelf:
    """The shelf, once the person's items agree with it: what was seen has joined, what cannot be read is away."""
    shelf = shelf_of(person, now)
    if shelf.standing != pace.settled:
        for name, kind in KINDS.items():
            join(person, name, kind.seen(shelf), now=now)
        there = {name: keys for name, kind in KINDS.items() if (keys := kind.there(shelf)) is not None}
        settle(person, there, shelf.standing)
    return shelf


def shown(items: Sequence[Item], person: Person, pace: Pace, shelf: Shelf, now: datetime) -> list[Shown]:
    faces = faces_of(items, person, shelf)
    rules = schedule_pace(person, pace)
    return [
        Shown(item=item, face=face, choices=choices(item.memory, now, pace=rules))
        for item in items
        if (face := faces.get((item.kind, item.key))) is not None
    ]


def faces_of(items: Sequence[Item], person: Person, shelf: Shelf) -> dict[tuple[str, str], Face]:
    """A query a kind at most, and one for sections that this process has not read yet."""
    found: dict[tuple[str, str], Face] = {}
    for name in {item.kind for item in items} & KINDS.keys():
        keys = [item.key for item in items if item.kind == name]
        found |= {(name, key): face for key, face in KINDS[name].faces(person, keys, shelf).items()}
    return found


def as_steps(of: Iterable[Choice]) -> list[list[Any]]:
    """`[words, seconds, choices]` for each grade; 0 seconds where the item does not come again in a session."""
    return [
        [spelt(each.wait), each.wait.total_seconds() if each.wait <= AHEAD else 0, as_steps(each.then)] for each in of
    ]
