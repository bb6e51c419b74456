"""The queue: the most at risk first, no more than one asked for, nothing in a break, by the days of the learner."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.models import Person
from accounts.setting import set_time_zone
from courses.flashcards.models import Item, Pace
from courses.flashcards.pacing import breaks_of, cancel_break, pace_of, plan_break, schedule_pace
from courses.flashcards.queueing import Today, next_due_at, queue, today_of
from courses.flashcards.schedule import Rating, retrievability
from tests.courses.flashcards.conftest import NOON, answer, do, learned, made_cards

pytestmark = pytest.mark.django_db


def standing(person: Person, now: datetime = NOON) -> Today:
    return today_of(person, pace_of(person), now)


def asked(person: Person, now: datetime = NOON, most: int = 50) -> list[Item]:
    return queue(person, standing(person, now), now, most=most)


def cap(person: Person, cards: int) -> None:
    pace_of(person)
    Pace.objects.filter(person=person).update(daily_cap=cards)


def test_what_is_most_likely_forgotten_comes_first(ada: Person):
    items = made_cards(ada, 4)
    for item, stability, days in zip(items, (30, 5, 100, 2), (20, 9, 10, 9), strict=True):
        learned(item, stability=stability, ago=timedelta(days=days))

    found = asked(ada)

    pace = schedule_pace(ada, pace_of(ada))
    risks = [retrievability(item.memory, NOON, pace=pace) for item in found]
    assert risks == sorted(risks)
    assert [items.index(item) for item in found] == [3, 1, 0, 2]


def test_new_cards_come_after_those_that_may_be_forgotten_in_the_order_in_which_they_joined(ada: Person):
    items = made_cards(ada, 3)
    learned(items[2], stability=10, ago=timedelta(days=9))

    assert asked(ada) == [items[2], items[0], items[1]]


def test_a_step_whose_time_has_come_goes_first_and_one_that_is_nearly_there_last(ada: Person):
    first, second, third = made_cards(ada, 3)
    answer(first, Rating.AGAIN, now=NOON)
    answer(second, Rating.GOOD, now=NOON)

    assert asked(ada, NOON + timedelta(seconds=30)) == [third, first, second]
    assert asked(ada, NOON + timedelta(minutes=2)) == [first, third, second]
    assert asked(ada, NOON + timedelta(minutes=11)) == [first, second, third]


def test_a_card_that_is_not_due_is_not_asked(ada: Person, card: Item):
    answer(card, Rating.EASY, now=NOON)

    assert asked(ada) == []
    assert standing(ada).left == 0
    assert next_due_at(ada, NOON) == Item.objects.get().due_at


def test_no_more_begin_a_day_than_one_asked_for(ada: Person):
    items = made_cards(ada, 5)
    cap(ada, 3)
    answer(items[0], Rating.EASY, now=NOON)

    today = standing(ada)

    assert (today.begun, today.room, today.left, today.kept_for_later) == (1, 2, 2, 2)
    assert asked(ada) == items[1:3]


def test_a_card_that_comes_again_in_its_steps_counts_once(ada: Person):
    items = made_cards(ada, 3)
    cap(ada, 2)
    for minutes in (0, 2, 4):
        answer(items[0], Rating.AGAIN, now=NOON + timedelta(minutes=minutes))

    now = NOON + timedelta(minutes=6)
    assert standing(ada, now).begun == 1
    assert asked(ada, now) == [items[0], items[1]]


def test_what_the_cap_kept_back_comes_the_next_day(ada: Person):
    items = made_cards(ada, 2)
    cap(ada, 1)
    answer(items[0], Rating.EASY, now=NOON)

    assert asked(ada, NOON + timedelta(hours=15)) == []
    assert asked(ada, NOON + timedelta(hours=16)) == [items[1]]


def test_in_a_break_nothing_is_asked_and_afterwards_all_of_it(ada: Person, card: Item):
    plan_break(ada, date(2026, 11, 27), date(2026, 11, 29))

    assert asked(ada) == []
    assert (standing(ada).left, standing(ada).paused_until) == (0, date(2026, 11, 29))
    assert asked(ada, datetime(2026, 11, 30, 3, 59, tzinfo=UTC)) == []
    assert asked(ada, datetime(2026, 11, 30, 4, 0, tzinfo=UTC)) == [card]


def test_a_break_can_be_ended(ada: Person, card: Item):
    planned = plan_break(ada, date(2026, 11, 27), date(2026, 12, 24))
    cancel_break(ada, planned.pk)

    assert breaks_of(ada, NOON) == []
    assert asked(ada) == [card]


def test_another_s_break_cannot_be_ended(ada: Person, mallory: Person):
    planned = plan_break(ada, date(2026, 11, 27), date(2026, 12, 24))
    cancel_break(mallory, planned.pk)

    assert breaks_of(ada, NOON) == [planned]


def test_suspended_is_not_asked_until_it_is_taken_up_again(ada: Person, card: Item):
    do("suspend", card, now=NOON)
    assert asked(ada) == []
    do("resume", card, now=NOON)

    assert asked(ada) == [card]


def test_skipped_is_asked_when_the_learner_s_next_day_begins(ada: Person, card: Item):
    set_time_zone(ada, "Europe/Berlin")
    do("skip", card, now=NOON)

    assert asked(ada, datetime(2026, 11, 28, 2, 59, tzinfo=UTC)) == []
    assert asked(ada, datetime(2026, 11, 28, 3, 0, tzinfo=UTC)) == [card]


@pytest.mark.parametrize(("zone", "begun"), [("Europe/London", 1), ("Pacific/Honolulu", 0)])
def test_a_day_s_cards_are_counted_where_the_learner_is(ada: Person, card: Item, zone: str, begun: int):
    set_time_zone(ada, zone)
    answer(card, Rating.EASY, now=datetime(2026, 11, 27, 13, 30, tzinfo=UTC))

    assert standing(ada, datetime(2026, 11, 27, 14, 30, tzinfo=UTC)).begun == begun


def test_on_the_day_of_25_hours_a_card_of_a_day_is_not_asked_twice(ada: Person, card: Item):
    set_time_zone(ada, "Europe/Berlin")
    begins = datetime(2026, 10, 24, 2, 5, tzinfo=UTC)  # 4:05 in summer, and the next day begins at 3:00 UTC
    learned(card, stability=0.1, ago=timedelta(days=1), now=begins)
    item = answer(card, Rating.HARD, now=begins)

    assert item.due_at == datetime(2026, 10, 25, 3, 0, tzinfo=UTC)
    assert asked(ada, begins + timedelta(hours=24)) == []
    assert asked(ada, begins + timedelta(hours=25)) == [item]


def test_another_s_cards_are_not_asked(card: Item, mallory: Person):
    assert asked(mallory) == []


def test_a_part_of_the_queue_is_its_beginning(ada: Person):
    items = made_cards(ada, 6)
    learned(items[4], stability=3, ago=timedelta(days=9))

    assert asked(ada, most=3) == asked(ada)[:3] == [items[4], items[0], items[1]]
