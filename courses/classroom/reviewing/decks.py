"""All cards of a person as a deck of Anki: what they show, what is remembered of them, and every review."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from accounts.models import Person
from courses.classroom.reviewing.kinds import Face
from courses.classroom.reviewing.showing import faces_of, settled_shelf
from courses.flashcards.exchange.anki.facts import DeckCard, PastReview
from courses.flashcards.exchange.anki.writing import package
from courses.flashcards.models import Item, OwnCard, Review
from courses.flashcards.own import KIND
from courses.flashcards.pacing import pace_of, schedule_pace
from courses.flashcards.schedule import Rating


def deck_of(person: Person, now: datetime) -> bytes:
    pace = pace_of(person)
    shelf = settled_shelf(person, pace, now)
    items = list(Item.objects.filter(person=person, is_away=False).order_by("pk"))
    faces, guids, history = faces_of(items, person, shelf), guids_of(person), history_of(person)
    cards = [
        card_of(item, face, guids, history.get(item.pk, ()))
        for item in items
        if (face := faces.get((item.kind, item.key))) is not None
    ]
    return package(cards, pace=schedule_pace(person, pace), now=now)


def card_of(item: Item, face: Face, guids: Mapping[str, str], history: Sequence[PastReview]) -> DeckCard:
    return DeckCard(
        guid=guids[item.key] if item.kind == KIND else f"{item.kind}:{item.key}",
        key=item.key,
        front=face.front,
        back=face.back,
        tags=face.tags,
        memory=item.memory,
        due_at=item.due_at,
        lapses=item.lapses,
        is_suspended=item.suspended_at is not None,
        number=item.pk,
        history=history,
    )


def guids_of(person: Person) -> Mapping[str, str]:
    """Of one's own cards by key: the guid that they came with, or their key."""
    rows = OwnCard.objects.filter(person=person).values_list("key", "guid")
    return {key: guid or key for key, guid in rows}


def history_of(person: Person) -> Mapping[int, Sequence[PastReview]]:
    found: dict[int, list[PastReview]] = defaultdict(list)
    for review in Review.objects.standing().filter(person=person).order_by("answered_at", "pk"):
        found[review.item_id].append(
            PastReview(
                rating=Rating(review.rating),
                answered_at=review.answered_at,
                memory_before=review.memory_before,
                due_after=review.due_after,
            )
        )
    return found
