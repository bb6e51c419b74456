"""What a person does with an item in review: grades it, undoes that, skips or suspends it, takes it up again.

Each act has an id of its browser's making and is safe to take twice: one that was queued without a network, or sent
again because its answer was lost on the way, is found done.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from accounts.models import Person
from courses.flashcards.days import beginning_of, day_of
from courses.flashcards.models import Item, Review
from courses.flashcards.pacing import pace_of, schedule_pace
from courses.flashcards.schedule import Rating, is_lapse, next_review


class ActRefused(Exception):
    """Why an act could not be taken, in a sentence."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, kw_only=True)
class Act:
    """`name`: grade, undo, skip, suspend or resume · `answer`: the id of a grade, or of the one that is undone ·
    `ago`: for how long it has waited in the browser, by whose clock spans are right also where its time is wrong.
    """

    name: str
    kind: str
    key: str
    answer: UUID
    rating: Rating | None = None
    ago: timedelta = timedelta()


@transaction.atomic
def perform(person: Person, act: Act, *, now: datetime) -> Item:
    """The item as it stands afterwards. Raises ActRefused; two tabs take turns."""
    item = Item.objects.select_for_update().filter(person=person, kind=act.kind, key=act.key).first()
    if item is None:
        raise ActRefused("This card is no longer among yours, so its answer counts for nothing.")
    if act.name == "grade":
        assert act.rating is not None
        grade(item, act.rating, person=person, answer=act.answer, at=now - act.ago, now=now)
    elif act.name == "undo":
        undo(item, act.answer, now=now)
    elif act.name == "skip":
        item.skipped_until = beginning_of(day_of(now - act.ago, person.zone) + timedelta(days=1), person.zone)
    elif act.name == "suspend":
        item.suspended_at = item.suspended_at or now
    elif act.name == "resume":
        item.suspended_at = item.skipped_until = None
    else:
        raise ActRefused("Nobody knows how to do this.")
    item.save()
    return item


def grade(item: Item, rating: Rating, *, person: Person, answer: UUID, at: datetime, now: datetime) -> None:
    """Answered `at`, which is kept within what can be: not before the item's last review, and not after now."""
    if Review.objects.filter(person=person, answer=answer).exists():
        return
    at = min(now, max(at, item.reviewed_at or item.joined_at))
    before, due_before = item.memory, item.due_at
    after, _, due_at = next_review(before, rating, at, pace=schedule_pace(person, pace_of(person)))
    item.remember(after, due_at)
    item.reviews += 1
    item.lapses += is_lapse(before, rating)
    item.skipped_until = None
    Review.objects.create(
        person=person,
        item=item,
        answer=answer,
        rating=rating,
        answered_at=at,
        taken_at=now,
        phase_before=before.phase,
        step_before=before.step,
        stability_before=before.stability,
        difficulty_before=before.difficulty,
        reviewed_before=before.reviewed_at,
        due_before=due_before,
        due_after=due_at,
    )


def undo(item: Item, answer: UUID, *, now: datetime) -> None:
    """The item is as it was before its last grade. Safe to do twice; what was graded since is not undone with it."""
    review = item.history.filter(answer=answer).first()
    if review is None:
        raise ActRefused("There is no such answer to undo.")
    if review.undone_at is not None:
        return
    if review != item.history.filter(undone_at=None).order_by("-answered_at", "-pk").first():
        raise ActRefused("This card was reviewed again since, perhaps on another device: the newer answer stands.")
    item.remember(review.memory_before, review.due_before)
    item.reviews -= 1
    item.lapses -= is_lapse(review.memory_before, Rating(review.rating))
    review.undone_at = now
    review.save(update_fields=["undone_at"])


def last_review(person: Person) -> Review | None:
    """The newest grade that stands: what undo without scripts takes back."""
    newest = Review.objects.standing().filter(person=person).select_related("item")
    review: Review | None = newest.order_by("-answered_at", "-pk").first()
    return review
