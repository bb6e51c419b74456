"""Brings cards of a file among one's own: all of them, or none."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.models import Person
from courses.flashcards.exchange.csv_files import Words
from courses.flashcards.exchange.mistakes import FileRefused
from courses.flashcards.joining import MOST_AT_ONCE, join
from courses.flashcards.models import OwnCard
from courses.flashcards.own import KIND, MOST_OWN_CARDS, new_key


@transaction.atomic
def bring(person: Person, cards: Sequence[Words], *, now: datetime) -> int:
    """How many were new; those that say the same on both sides as one that is there are left out."""
    known = set(OwnCard.objects.filter(person=person).values_list("front", "back"))
    new = list({(card.front, card.back): card for card in cards if (card.front, card.back) not in known}.values())
    check_room(len(known), len(new))
    made = [
        OwnCard(
            person=person,
            key=new_key(),
            front=card.front,
            back=card.back,
            tags=[*card.tags],
            made_at=now,
            changed_at=now,
        )
        for card in new
    ]
    OwnCard.objects.bulk_create(made, batch_size=MOST_AT_ONCE)
    join(person, KIND, [card.key for card in made], now=now)
    return len(made)


def check_room(there: int, new: int) -> None:
    if there + new > MOST_OWN_CARDS:
        raise FileRefused(
            [f"You have {there:,} cards of your own and would have {there + new:,}; {MOST_OWN_CARDS:,} fit."]
        )


def own_words(person: Person) -> list[Words]:
    """One's own cards, the oldest first."""
    rows = OwnCard.objects.filter(person=person).order_by("made_at", "pk").values_list("front", "back", "tags")
    return [Words(front=front, back=back, tags=tags) for front, back, tags in rows]
