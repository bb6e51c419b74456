"""One's own cards: written, changed, thrown away. Their items are of kind “own”."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from accounts.models import Person
from courses.flashcards.joining import forget_item, join
from courses.flashcards.models import OwnCard

KIND = "own"
LONGEST_SIDE, LONGEST_TAG, MOST_TAGS = 4_000, 40, 10
MOST_OWN_CARDS = 20_000


class CardRefused(Exception):
    """Why a card cannot be kept, in a sentence that says what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@transaction.atomic
def write(person: Person, front: str, back: str, tags: Sequence[str], *, now: datetime) -> OwnCard:
    """A new card in the queue. Raises CardRefused."""
    check(front, back, tags)
    if OwnCard.objects.filter(person=person).count() >= MOST_OWN_CARDS:
        raise CardRefused(f"You have {MOST_OWN_CARDS:,} cards of your own, and no more fit. Delete some first.")
    card = OwnCard.objects.create(
        person=person, key=new_key(), front=front, back=back, tags=[*tags], made_at=now, changed_at=now
    )
    join(person, KIND, [card.key], now=now)
    return card


def change(card: OwnCard, front: str, back: str, tags: Sequence[str], *, now: datetime) -> None:
    """Other words; when it comes again stays as it is. Raises CardRefused."""
    check(front, back, tags)
    card.front, card.back, card.tags, card.changed_at = front, back, [*tags], now
    card.save(update_fields=["front", "back", "tags", "changed_at"])


@transaction.atomic
def throw_away(card: OwnCard) -> None:
    """The card with its item and reviews."""
    forget_item(card.person, KIND, card.key)
    card.delete()


def check(front: str, back: str, tags: Sequence[str]) -> None:
    for name, text in (("front", front), ("back", back)):
        if not text.strip():
            raise CardRefused(f"The {name} is empty: a card has two sides.")
        if len(text) > LONGEST_SIDE:
            raise CardRefused(f"The {name} has {len(text):,} characters; {LONGEST_SIDE:,} fit.")
        if "\0" in text:
            raise CardRefused(f"The {name} holds a character that no text has (NUL).")
    if len(tags) > MOST_TAGS:
        raise CardRefused(f"There are {len(tags)} tags; {MOST_TAGS} fit.")
    if too_long := next((tag for tag in tags if len(tag) > LONGEST_TAG), None):
        raise CardRefused(f"The tag “{too_long[:LONGEST_TAG]}…” is too long: {LONGEST_TAG} characters fit.")


def tags_in(text: str) -> list[str]:
    """Tags as one types them, with commas between; each once."""
    return list(dict.fromkeys(tag for part in text.split(",") if (tag := " ".join(part.split()))))


def new_key() -> str:
    return uuid4().hex
