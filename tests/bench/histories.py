"""Histories of reviews, scheduled by us and by `fsrs` alone, side by side."""

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

import fsrs

from courses.flashcards.days import beginning_of
from courses.flashcards.schedule import Memory, Pace, Phase, Rating, next_review

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
A_DAY_IN_MINUTES = 1440

History = list[tuple[Rating, int]]
"""Grades, each with the minutes until the next one: 24 at most, or whole days.

So all of them lie between noon and midnight, where spans of 24 hours and days of the calendar are the same.
"""
LONGEST_WAIT_MINUTES, MOST_REVIEWS = 24, 30


def followed(history: History, *, retention: float) -> tuple[list[object], list[object]]:
    """What we and `fsrs` make of a history, grade by grade: memory, wait, and when the item is due."""
    pace, memory, now = Pace(retention=retention), Memory(), NOON
    scheduler = fsrs.Scheduler(desired_retention=retention, enable_fuzzing=False)
    card = fsrs.Card(card_id=0, due=NOON)
    ours: list[object] = []
    theirs: list[object] = []
    for rating, minutes in history:
        memory, wait, due_at = next_review(memory, rating, now, pace=pace)
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), now)
        ours.append((memory.phase, memory.step, memory.stability, memory.difficulty, wait, due_at))
        due = card.due if card.state is not fsrs.State.Review else beginning_of(card.due.date(), UTC)
        theirs.append((Phase(card.state), card.step, card.stability, card.difficulty, card.due - now, due))
        now += timedelta(minutes=minutes)
    return ours, theirs


def same(ours: list[object], theirs: list[object]) -> bool:
    return ours == theirs


def random_histories(count: int, *, seed: int) -> Iterator[tuple[History, float]]:
    """Each with a retention; the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(count):
        yield list(random_history(chance)), chance.uniform(0.8, 0.97)


def random_history(chance: random.Random) -> Iterable[tuple[Rating, int]]:
    for _ in range(chance.randint(1, MOST_REVIEWS)):
        is_soon = chance.random() < 0.4
        yield (
            chance.choice(list(Rating)),
            chance.randint(0, LONGEST_WAIT_MINUTES) if is_soon else chance.randint(1, 300) * A_DAY_IN_MINUTES,
        )
