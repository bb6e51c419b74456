"""Ada with some cards of her own, and answers that a browser would send."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from accounts.models import Person
from courses.flashcards.answering import Act, perform
from courses.flashcards.models import Item
from courses.flashcards.own import write
from courses.flashcards.schedule import Rating

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def made_cards(person: Person, count: int, *, now: datetime = NOON) -> list[Item]:
    cards = [write(person, f"Question {number}", "Answer", [], now=now) for number in range(count)]
    return [Item.objects.get(person=person, key=card.key) for card in cards]


def answer(
    item: Item, rating: Rating, *, now: datetime, answer: UUID | None = None, ago: timedelta = timedelta()
) -> Item:
    act = Act(name="grade", kind=item.kind, key=item.key, answer=answer or uuid4(), rating=rating, ago=ago)
    return perform(item.person, act, now=now)


def do(name: str, item: Item, *, now: datetime, answer: UUID | None = None) -> Item:
    return perform(item.person, Act(name=name, kind=item.kind, key=item.key, answer=answer or uuid4()), now=now)


@pytest.fixture
def card(ada: Person) -> Item:
    return made_cards(ada, 1)[0]


def learned(item: Item, *, stability: float, ago: timedelta, now: datetime = NOON, lapses: int = 0) -> Item:
    """The item as one that was learned and last reviewed so long ago, and is due."""
    Item.objects.filter(pk=item.pk).update(
        phase=2, stability=stability, difficulty=5.0, reviewed_at=now - ago, due_at=now - timedelta(1), lapses=lapses
    )
    item.refresh_from_db()
    return item
