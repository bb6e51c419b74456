"""Brings a deck among one's own cards: new ones with their history; of those that are there, what Anki saw since."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from accounts.models import Person
from courses.flashcards.days import beginning_of, day_of
from courses.flashcards.exchange.anki.facts import DeckCard
from courses.flashcards.exchange.bringing import check_room
from courses.flashcards.models import Item, OwnCard, Review
from courses.flashcards.own import KIND
from courses.flashcards.pacing import pace_of, schedule_pace
from courses.flashcards.schedule import Memory, Phase, is_lapse, next_review
from courses.flashcards.schedule import Pace as SchedulePace

MOST_AT_ONCE = 300


@dataclass(frozen=True, kw_only=True)
class Brought:
    new: int
    reviewed_since: int
    known: int


@transaction.atomic
def bring_deck(person: Person, deck: Sequence[DeckCard], *, now: datetime) -> Brought:
    """Safe to do twice. The words of a card that is there stay as they are here."""
    there = {(item.kind, item.key): item for item in Item.objects.select_for_update().filter(person=person)}
    cards = {item_name(card, there): card for card in deck}
    new = [card for name, card in cards.items() if name not in there]
    check_room(sum(kind == KIND for kind, _ in there), len(new))
    rules = schedule_pace(person, pace_of(person))
    make(person, new, rules, now=now)
    since = [(there[name], card) for name, card in cards.items() if name in there and is_newer(card, there[name])]
    for item, card in since:
        take_over(item, card, rules, now=now)
    return Brought(new=len(new), reviewed_since=len(since), known=len(cards) - len(new) - len(since))


def item_name(card: DeckCard, there: Collection[tuple[str, str]]) -> tuple[str, str]:
    """Of what went out from here, kind and key are its guid; who does not have that gets a card of their own."""
    kind, _, key = card.guid.partition(":")
    return (kind, key) if (kind, key) in there else (KIND, card.key)


def is_newer(card: DeckCard, item: Item) -> bool:
    """A second counts for nothing: Anki keeps milliseconds, and we keep less or more of them."""
    last = card.history[-1].answered_at if card.history else None
    return last is not None and (item.reviewed_at is None or (last - item.reviewed_at).total_seconds() > 1)


def make(person: Person, cards: Sequence[DeckCard], rules: SchedulePace, *, now: datetime) -> None:
    OwnCard.objects.bulk_create(
        [
            OwnCard(
                person=person,
                key=card.key,
                guid=card.guid,
                front=card.front,
                back=card.back,
                tags=[*card.tags],
                made_at=now,
                changed_at=now,
            )
            for card in cards
        ],
        batch_size=MOST_AT_ONCE,
    )
    items = [Item(person=person, kind=KIND, key=card.key, joined_at=now, due_at=now) for card in cards]
    reviews = [
        review for item, card in zip(items, cards, strict=True) for review in learned(item, card, rules, now=now)
    ]
    Item.objects.bulk_create(items, batch_size=MOST_AT_ONCE)
    Review.objects.bulk_create(reviews, batch_size=MOST_AT_ONCE)


def take_over(item: Item, card: DeckCard, rules: SchedulePace, *, now: datetime) -> None:
    """The reviews that are not here yet, and the memory that came of them."""
    known = set(item.history.values_list("answer", flat=True))
    times = {review.answered_at.timestamp() // 1 for review in item.history.all()}
    reviews = [
        review
        for review in learned(item, card, rules, now=now)
        if review.answer not in known and review.answered_at.timestamp() // 1 not in times
    ]
    item.save()
    Review.objects.bulk_create(reviews, batch_size=MOST_AT_ONCE)


def learned(item: Item, card: DeckCard, rules: SchedulePace, *, now: datetime) -> list[Review]:
    """Gives the item the card's memory, or where Anki had none what FSRS makes of its history; that, as reviews."""
    memory, due_at, reviews = Memory(), now, []
    for past in card.history:
        before, due_before = memory, due_at
        memory, _, due_at = next_review(before, past.rating, past.answered_at, pace=rules)
        reviews.append(review_of(item, card, past.answered_at, before, due_before, due_at, now=now))
        reviews[-1].rating = past.rating
    lapses = sum(
        is_lapse(review.memory_before, past.rating) for review, past in zip(reviews, card.history, strict=True)
    )
    if card.memory is not None:
        memory, due_at = card.memory, card.due_at
    if memory.phase is Phase.REVIEW:
        due_at = beginning_of(day_of(due_at, rules.zone), rules.zone)
    item.remember(memory, due_at)
    item.reviews, item.lapses = len(reviews), max(card.lapses, lapses)
    item.suspended_at = now if card.is_suspended else None
    return reviews


def review_of(
    item: Item,
    card: DeckCard,
    at: datetime,
    before: Memory,
    due_before: datetime,
    due_after: datetime,
    *,
    now: datetime,
) -> Review:
    return Review(
        person_id=item.person_id,
        item=item,
        answer=answer_of(card, at),
        answered_at=at,
        taken_at=now,
        phase_before=before.phase,
        step_before=before.step,
        stability_before=before.stability,
        difficulty_before=before.difficulty,
        reviewed_before=before.reviewed_at,
        due_before=due_before,
        due_after=due_after,
    )


def answer_of(card: DeckCard, at: datetime) -> UUID:
    """The same for the same review of the same card, whenever it comes."""
    return uuid5(NAMESPACE_URL, f"anki {card.key} {round(at.timestamp() * 1000)}")
