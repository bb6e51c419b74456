"""What flash cards hold of a person: pace, breaks, items with their memory, reviews, and their own cards."""

from collections.abc import Iterable

from django.db.models import F

from accounts.holdings import Holding, Row, rows_of
from accounts.models import Person
from courses.flashcards.models import Item, OwnCard, Pace, PlannedBreak, Review

MEMORY = ("phase", "step", "stability", "difficulty", "reviewed_at", "due_at")


def pace(person: Person) -> Iterable[Row]:
    return rows_of(Pace.objects.filter(person=person), "retention", "daily_cap")


def breaks(person: Person) -> Iterable[Row]:
    return rows_of(PlannedBreak.objects.filter(person=person), "first_day", "last_day")


def items(person: Person) -> Iterable[Row]:
    columns = ("kind", "key", "joined_at", *MEMORY, "lapses", "suspended_at", "skipped_until")
    return rows_of(Item.objects.filter(person=person).order_by("pk"), *columns, times_reviewed=F("reviews"))


def reviews(person: Person) -> Iterable[Row]:
    columns = ("answered_at", "rating", "due_after", "undone_at")
    return rows_of(Review.objects.filter(person=person), *columns, kind=F("item__kind"), key=F("item__key"))


def own_cards(person: Person) -> Iterable[Row]:
    return rows_of(OwnCard.objects.filter(person=person), "key", "front", "back", "tags", "made_at", "changed_at")


HOLDINGS = [
    Holding(
        name="review-pace",
        words="How you want to review: how much to remember, and how many cards a day.",
        links=["flashcards.Pace.person"],
        rows=pace,
    ),
    Holding(
        name="review-breaks",
        words="The breaks of your review.",
        links=["flashcards.PlannedBreak.person"],
        rows=breaks,
    ),
    Holding(
        name="cards",
        words="The cards in your review, with what is remembered of each and when it comes next.",
        links=["flashcards.Item.person"],
        rows=items,
    ),
    Holding(
        name="reviews",
        words="Every grade you gave.",
        links=["flashcards.Review.person"],
        rows=reviews,
    ),
    Holding(
        name="own-cards",
        words="The cards that you wrote or brought along.",
        links=["flashcards.OwnCard.person"],
        rows=own_cards,
    ),
]
