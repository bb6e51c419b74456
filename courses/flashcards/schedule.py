"""When an item comes again: FSRS by the package `fsrs`, on the calendar of the learner. Time is an argument."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import IntEnum
from functools import lru_cache

import fsrs
from fsrs.scheduler import DEFAULT_PARAMETERS

from courses.flashcards.days import beginning_of, day_of, days_between

PARAMETERS: tuple[float, ...] = DEFAULT_PARAMETERS
LEAST_RETENTION, RETENTION, MOST_RETENTION = 0.8, 0.9, 0.97
"""At 0.8 one in five is forgotten when it comes; at 0.97 intervals are less than a quarter of those at 0.9."""
AHEAD = timedelta(minutes=20)
"""An item that comes again so soon is shown when nothing else is left, rather than waited for."""
LEECH_LAPSES = 8
DEPTH = 3
"""How often an item may come again in a session without the network: each time has its own intervals."""


class Phase(IntEnum):
    """As `fsrs` numbers them; it calls what is new an item in its first step of learning."""

    NEW = 0
    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


class Rating(IntEnum):
    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, kw_only=True)
class Pace:
    """What a person asks of the schedule: how much of it they want to remember, where their days begin."""

    zone: tzinfo = UTC
    retention: float = RETENTION
    parameters: tuple[float, ...] = PARAMETERS


@dataclass(frozen=True, kw_only=True)
class Memory:
    """How well an item is remembered. `stability` is in days: after so many, nine in ten would still know it."""

    phase: Phase = Phase.NEW
    step: int | None = None
    stability: float | None = None
    difficulty: float | None = None
    reviewed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What a grade would do: `wait` until the item comes again, and `then` the choices of that time, if it is soon."""

    rating: Rating
    wait: timedelta
    then: "Sequence[Choice]" = ()


def next_review(memory: Memory, rating: Rating, now: datetime, *, pace: Pace) -> tuple[Memory, timedelta, datetime]:
    """The memory after an answer, how long the item waits, and when it is due.

    The wait is minutes, and then exact, or whole days; those are the learner's, and it is due when such a day begins.
    """
    card = fsrs.Card(
        card_id=0,
        state=fsrs.State(memory.phase or Phase.LEARNING),
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=now,
        last_review=on_the_calendar(memory.reviewed_at, now, pace.zone),
    )
    now = now.astimezone(UTC)
    after, _ = scheduler(pace.retention, pace.parameters).review_card(card, fsrs.Rating(rating), now)
    known = Memory(
        phase=Phase(after.state),
        step=after.step,
        stability=after.stability,
        difficulty=after.difficulty,
        reviewed_at=now,
    )
    wait = after.due - now
    if known.phase is not Phase.REVIEW:
        return known, wait, after.due
    return known, wait, beginning_of(day_of(now, pace.zone) + wait, pace.zone)


def on_the_calendar(last: datetime | None, now: datetime, zone: tzinfo) -> datetime | None:
    """The last review, so that `fsrs`, which counts spans of 24 hours, counts the learner's days.

    From late in the evening to early in the morning is a day, and one of 25 hours is one as well.
    """
    if last is None:
        return None
    return now.astimezone(UTC) - timedelta(days=days_between(last, now, zone))


def choices(memory: Memory, now: datetime, *, pace: Pace, depth: int = DEPTH) -> tuple[Choice, ...]:
    """The four grades with what each would do."""
    return tuple(choice(memory, rating, now, pace=pace, depth=depth) for rating in Rating)


def choice(memory: Memory, rating: Rating, now: datetime, *, pace: Pace, depth: int) -> Choice:
    after, wait, due_at = next_review(memory, rating, now, pace=pace)
    is_soon = wait <= AHEAD and depth > 1
    return Choice(rating=rating, wait=wait, then=choices(after, due_at, pace=pace, depth=depth - 1) if is_soon else ())


def retrievability(memory: Memory, now: datetime, *, pace: Pace) -> float:
    """How likely it is that the item is remembered now; 0 for what is new."""
    last = on_the_calendar(memory.reviewed_at, now, pace.zone)
    card = fsrs.Card(card_id=0, stability=memory.stability, due=now, last_review=last)
    return scheduler(pace.retention, pace.parameters).get_card_retrievability(card, now)


def is_lapse(memory: Memory, rating: Rating) -> bool:
    """Whether something is forgotten that had been learned."""
    return memory.phase is Phase.REVIEW and rating is Rating.AGAIN


@lru_cache(maxsize=256)
def scheduler(retention: float, parameters: tuple[float, ...]) -> fsrs.Scheduler:
    """Without fuzz: the interval that a button shows is the one that it gives."""
    return fsrs.Scheduler(parameters=parameters, desired_retention=retention, enable_fuzzing=False)


MINUTE, HOUR, DAY, YEAR = 60, 3600, 86_400, 365


def spelt(wait: timedelta) -> str:
    """A wait as a button shows it: “10 min”, “3 days”, “2.5 months”, “1.4 years”."""
    seconds = wait.total_seconds()
    if seconds < HOUR:
        return f"{max(1, round(seconds / MINUTE))} min"
    if seconds < DAY:
        return f"{round(seconds / HOUR)} h"
    days = round(seconds / DAY)
    if days < 31:
        return "1 day" if days == 1 else f"{days} days"
    return f"{days / (YEAR / 12):.1f} months" if days < YEAR else f"{days / YEAR:.1f} years"
