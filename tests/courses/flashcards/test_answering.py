"""Answers count once, in their order, and can be undone; whatever a clock says, a review lies where it can lie."""

from datetime import timedelta
from uuid import uuid4

import pytest

from accounts.models import Person
from courses.flashcards.answering import Act, ActRefused, perform
from courses.flashcards.models import Item, Review
from courses.flashcards.schedule import LEECH_LAPSES, Phase, Rating
from tests.courses.flashcards.conftest import NOON, answer, do, learned

pytestmark = pytest.mark.django_db


def state(item: Item) -> tuple[object, ...]:
    item.refresh_from_db()
    return (item.memory, item.due_at, item.reviews, item.lapses)


def test_a_grade_moves_the_card_on(card: Item):
    item = answer(card, Rating.GOOD, now=NOON)

    assert (item.phase, item.reviews, item.due_at) == (Phase.LEARNING, 1, NOON + timedelta(minutes=10))
    assert Review.objects.get().rating == Rating.GOOD


def test_an_answer_that_is_sent_twice_counts_once(card: Item):
    sent = uuid4()
    answer(card, Rating.GOOD, now=NOON, answer=sent)
    before = state(card)
    answer(card, Rating.AGAIN, now=NOON + timedelta(minutes=1), answer=sent)

    assert state(card) == before
    assert Review.objects.count() == 1


def test_the_same_id_of_somebody_else_is_another_answer(card: Item, mallory: Person):
    sent = uuid4()
    other = Item.objects.create(person=mallory, kind="own", key="hers", joined_at=NOON, due_at=NOON)
    answer(other, Rating.GOOD, now=NOON, answer=sent)
    answer(card, Rating.GOOD, now=NOON, answer=sent)

    assert Review.objects.count() == 2


def test_nobody_answers_for_another(card: Item, mallory: Person):
    act = Act(name="grade", kind=card.kind, key=card.key, answer=uuid4(), rating=Rating.GOOD)

    with pytest.raises(ActRefused, match="no longer among yours"):
        perform(mallory, act, now=NOON)


def test_undo_gives_back_what_was_before(card: Item):
    learned(card, stability=10, ago=timedelta(days=12), lapses=3)
    before, sent = state(card), uuid4()
    answer(card, Rating.AGAIN, now=NOON, answer=sent)
    assert state(card)[3] == 4

    do("undo", card, now=NOON, answer=sent)

    assert state(card) == before
    assert not Review.objects.standing().exists()


def test_undone_twice_is_undone_once(card: Item):
    first, second = uuid4(), uuid4()
    answer(card, Rating.AGAIN, now=NOON, answer=first)
    answer(card, Rating.AGAIN, now=NOON + timedelta(minutes=2), answer=second)
    for _ in range(2):
        do("undo", card, now=NOON, answer=second)

    assert state(card)[2] == 1
    do("undo", card, now=NOON, answer=first)
    assert state(card)[2] == 0


def test_an_answer_that_was_undone_and_arrives_once_more_stays_undone(card: Item):
    sent = uuid4()
    answer(card, Rating.EASY, now=NOON, answer=sent)
    do("undo", card, now=NOON, answer=sent)
    answer(card, Rating.EASY, now=NOON, answer=sent)

    assert state(card)[2] == 0


def test_what_was_reviewed_again_since_is_not_undone_underneath(card: Item):
    first = uuid4()
    answer(card, Rating.AGAIN, now=NOON, answer=first)
    answer(card, Rating.GOOD, now=NOON + timedelta(minutes=2))

    with pytest.raises(ActRefused, match="newer answer stands"):
        do("undo", card, now=NOON, answer=first)


def test_an_answer_given_offline_counts_from_when_it_was_given(card: Item):
    Item.objects.update(joined_at=NOON - timedelta(days=2))
    answer(card, Rating.GOOD, now=NOON, ago=timedelta(hours=3))

    assert Review.objects.get().answered_at == NOON - timedelta(hours=3)
    assert Review.objects.get().taken_at == NOON


@pytest.mark.parametrize("ago", [timedelta(days=300), timedelta(days=-300)])
def test_a_clock_that_is_wrong_puts_no_review_before_the_last_one_or_after_now(card: Item, ago: timedelta):
    answer(card, Rating.GOOD, now=NOON)
    later = NOON + timedelta(minutes=10)
    item = answer(card, Rating.GOOD, now=later, ago=ago)

    assert NOON <= item.reviewed_at <= later


def test_answers_replayed_in_order_give_what_they_would_have_given_at_once(card: Item, ada: Person):
    other = Item.objects.create(person=ada, kind="own", key="twin", joined_at=NOON, due_at=NOON)
    grades = [Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.GOOD]
    for number, rating in enumerate(grades):
        answer(other, rating, now=NOON + timedelta(minutes=number))
        other.refresh_from_db()
    for number, rating in enumerate(grades):
        answer(card, rating, now=NOON + timedelta(hours=1), ago=timedelta(minutes=60 - number))

    assert state(card) == state(other)


def test_to_grade_a_skipped_card_ends_its_skip(card: Item):
    do("skip", card, now=NOON)

    assert answer(card, Rating.GOOD, now=NOON).skipped_until is None


def test_a_card_that_slips_often_is_noticed(card: Item):
    learned(card, stability=2, ago=timedelta(days=3), lapses=LEECH_LAPSES - 1)
    assert not card.is_leech

    assert answer(card, Rating.AGAIN, now=NOON).is_leech
