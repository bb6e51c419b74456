"""Scheduling is that of `fsrs`, on the learner's calendar: the same memory and intervals, history by history."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import fsrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.flashcards.days import beginning_of, day_of
from courses.flashcards.schedule import (
    AHEAD,
    LEAST_RETENTION,
    MOST_RETENTION,
    Memory,
    Pace,
    Phase,
    Rating,
    choices,
    is_lapse,
    next_review,
    retrievability,
    spelt,
)
from tests.bench.histories import LONGEST_WAIT_MINUTES, MOST_REVIEWS, followed, random_histories, same
from tests.courses.flashcards.conftest import NOON

BERLIN = ZoneInfo("Europe/Berlin")
ratings = st.sampled_from(list(Rating))
waits = st.one_of(st.integers(0, LONGEST_WAIT_MINUTES), st.integers(1, 400).map(lambda days: days * 1440))
histories = st.lists(st.tuples(ratings, waits), min_size=1, max_size=MOST_REVIEWS)
retentions = st.floats(LEAST_RETENTION, MOST_RETENTION)


@settings(max_examples=300, derandomize=True)
@given(histories, retentions)
def test_every_history_gives_what_fsrs_gives(history: list[tuple[Rating, int]], retention: float):
    assert same(*followed(history, retention=retention))


def test_so_do_histories_of_every_length():
    """Some of the 10,000 that `make bench` compares."""
    assert all(same(*followed(history, retention=retention)) for history, retention in random_histories(300, seed=1))


@settings(max_examples=200, derandomize=True)
@given(st.lists(st.tuples(ratings, st.integers(1, 4_000_000)), min_size=1, max_size=15))
def test_in_a_zone_with_changing_clocks_fsrs_is_asked_by_the_learner_s_days(history: list[tuple[Rating, int]]):
    """What `fsrs` gives at the noons of the learner's days, here at any moment of them."""
    pace, now, memory = Pace(zone=BERLIN), NOON, Memory()
    scheduler, theirs = fsrs.Scheduler(enable_fuzzing=False), fsrs.Card(card_id=0)
    for rating, seconds in history:
        noon = datetime.combine(day_of(now, BERLIN), datetime.min.time(), tzinfo=UTC) + timedelta(hours=12)
        theirs, _ = scheduler.review_card(theirs, fsrs.Rating(rating), noon)
        memory, wait, due_at = next_review(memory, rating, now, pace=pace)
        assert (memory.stability, memory.difficulty) == (theirs.stability, theirs.difficulty)
        assert wait == theirs.due - noon
        if memory.phase is Phase.REVIEW:
            assert due_at == beginning_of(day_of(now, BERLIN) + wait, BERLIN)
        now += timedelta(seconds=seconds)


def test_what_is_due_in_a_day_is_due_when_the_day_begins_and_not_at_the_hour_of_the_last_review():
    late = datetime(2026, 11, 27, 22, 30, tzinfo=UTC)
    memory, wait, due_at = next_review(Memory(), Rating.EASY, late, pace=Pace(zone=BERLIN))

    assert memory.phase is Phase.REVIEW
    assert wait == timedelta(days=8)
    assert due_at == datetime(2026, 12, 5, 3, tzinfo=UTC)


def test_a_review_late_in_the_evening_and_one_early_in_the_morning_are_a_day_apart():
    late, early = datetime(2026, 11, 27, 22, tzinfo=UTC), datetime(2026, 11, 28, 6, tzinfo=UTC)
    memory = Memory(phase=Phase.REVIEW, stability=1.0, difficulty=5.0, reviewed_at=late)

    assert retrievability(memory, early, pace=Pace()) == pytest.approx(0.9)


@given(ratings, ratings)
def test_a_button_shows_what_it_will_give(first: Rating, second: Rating):
    shown = choices(Memory(), NOON, pace=Pace())[first - 1]
    memory, wait, due_at = next_review(Memory(), first, NOON, pace=Pace())
    assert shown.wait == wait
    assert bool(shown.then) == (wait <= AHEAD)
    if shown.then:
        assert shown.then[second - 1].wait == next_review(memory, second, due_at, pace=Pace())[1]


@settings(derandomize=True)
@given(retentions, retentions)
def test_to_remember_more_asks_for_shorter_intervals(one: float, other: float):
    memory = Memory(phase=Phase.REVIEW, stability=40.0, difficulty=5.0, reviewed_at=NOON - timedelta(days=30))
    less, more = sorted([one, other])
    waits = [next_review(memory, Rating.GOOD, NOON, pace=Pace(retention=each))[1] for each in (less, more)]

    assert waits[0] >= waits[1]


def test_only_what_was_learned_can_be_forgotten():
    assert is_lapse(Memory(phase=Phase.REVIEW, stability=1, difficulty=5, reviewed_at=NOON), Rating.AGAIN)
    assert not is_lapse(Memory(), Rating.AGAIN)
    assert not is_lapse(
        Memory(phase=Phase.RELEARNING, step=0, stability=1, difficulty=5, reviewed_at=NOON), Rating.AGAIN
    )


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (timedelta(seconds=20), "1 min"),
        (timedelta(minutes=5.5), "6 min"),
        (timedelta(hours=3), "3 h"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=30), "30 days"),
        (timedelta(days=76), "2.5 months"),
        (timedelta(days=500), "1.4 years"),
    ],
)
def test_a_wait_is_told_in_words(wait: timedelta, words: str):
    assert spelt(wait) == words
