"""The review's page: a card with its grades, by form and without scripts, and what it says when nothing is due."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from courses.flashcards.models import Item, Pace, Review
from courses.flashcards.pacing import plan_break
from tests.courses.classroom.reviewing.conftest import own_cards


def page(client: Client, query: str = "") -> str:
    return client.get(f"/review/{query}").content.decode()


def test_a_visitor_is_asked_to_sign_in(client: Client, db: None):
    assert client.get("/review/")["Location"].startswith("/accounts/login/?next=/review/")


def test_a_card_stands_with_its_origin_and_four_intervals(signed_in: Client, seen: None):
    shown = page(signed_in)

    assert "From section 1, Kettles" in shown
    for words in ("1 min", "6 min", "10 min", "8 days", "Again", "Hard", "Good", "Easy"):
        assert words in shown


def test_without_scripts_a_card_is_shown_answered_graded_and_the_next_one_comes(signed_in: Client, ada: Person):
    own_cards(ada, 2)
    first = Item.objects.earliest("pk")
    assert '<div class="flash-back prose" hidden>' in page(signed_in)
    opened = page(signed_in, f"?open=own+{first.key}")
    assert '<div class="flash-back prose" >' in opened
    answer = opened.split('name="answer" value="')[1].split('"')[0]

    said = {"name": "grade", "kind": "own", "key": first.key, "answer": answer, "rating": "4"}
    response = signed_in.post("/review/do/", said, follow=True)

    assert response.redirect_chain == [("/review/", 302)]
    shown = response.content.decode()
    assert "Question 1" in shown
    assert "Question 0" not in shown
    signed_in.post("/review/do/", said)
    assert Review.objects.count() == 1


def test_without_scripts_the_last_grade_is_undone(signed_in: Client, ada: Person):
    own_cards(ada, 1)
    item = Item.objects.get()
    grade = {"name": "grade", "kind": "own", "key": item.key, "rating": "4"}
    signed_in.post("/review/do/", {**grade, "answer": "0d2f0cb2-0fcf-4f0b-9d9e-1d3f6f6d2f11"})
    shown = signed_in.post("/review/do/", {"name": "undo"}, follow=True).content.decode()

    assert "The last grade is undone." in shown
    assert "Question 0" in shown
    assert Item.objects.get().reviews == 0


def test_where_there_is_nothing_to_undo_that_is_said(signed_in: Client):
    shown = signed_in.post("/review/do/", {"name": "undo"}, follow=True).content.decode()

    assert "There is no grade to undo." in shown


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"name": "burn", "kind": "own", "key": "x"},
        {"name": "grade", "kind": "own", "key": "x", "answer": "none", "rating": "3"},
        {"name": "grade", "kind": "own", "key": "x", "answer": "0d2f0cb2-0fcf-4f0b-9d9e-1d3f6f6d2f11", "rating": "5"},
        {"name": "suspend", "kind": "own", "key": "somebody's"},
    ],
)
def test_what_cannot_be_done_is_said_and_does_nothing(signed_in: Client, said: dict[str, str]):
    response = signed_in.post("/review/do/", said, follow=True)

    assert response.status_code == 200
    assert 'class="notice bad' in response.content.decode()


def test_done_for_today_says_what_was_done_and_when_it_goes_on(signed_in: Client, ada: Person):
    own_cards(ada, 1)
    item = Item.objects.get()
    answer = "0d2f0cb2-0fcf-4f0b-9d9e-1d3f6f6d2f11"
    said = {"name": "grade", "kind": "own", "key": item.key, "rating": "4", "answer": answer}
    shown = signed_in.post("/review/do/", said, follow=True).content.decode()

    assert "Done for today." in shown
    assert "The next card comes on" in shown
    assert '<dd class="num" data-count="4">1</dd>' in shown


def test_what_the_cap_keeps_back_is_told_without_reproach(signed_in: Client, ada: Person):
    own_cards(ada, 3)
    Pace.objects.update_or_create(person=ada, defaults={"daily_cap": 1})
    item = Item.objects.order_by("pk").first()
    answer = "0d2f0cb2-0fcf-4f0b-9d9e-1d3f6f6d2f11"
    said = {"name": "grade", "kind": "own", "key": item.key, "rating": "4", "answer": answer}
    shown = signed_in.post("/review/do/", said, follow=True).content.decode()

    assert "2 more wait for other days, because you asked for 1 a day" in shown


def test_a_break_says_until_when(signed_in: Client, ada: Person):
    own_cards(ada, 1)
    today = timezone.now().date()
    plan_break(ada, today - timedelta(days=1), today + timedelta(days=3))

    assert "You are on a break until" in page(signed_in)


def test_a_leech_is_told_calmly_with_its_answer(signed_in: Client, ada: Person):
    own_cards(ada, 1)
    Item.objects.update(lapses=8)

    assert "This one has slipped 8 times." in page(signed_in)


def test_the_page_asks_the_database_little_however_many_cards_there_are(
    signed_in: Client, seen: None, ada: Person, django_assert_max_num_queries
):
    own_cards(ada, 60)
    page(signed_in)

    with django_assert_max_num_queries(14):
        page(signed_in)


def test_the_summary_tells_the_day(signed_in: Client, ada: Person):
    own_cards(ada, 2)

    shown = signed_in.get("/review/summary/").content.decode()

    assert "2 cards left today." in shown
    assert "Go on" in shown


def test_a_page_is_nobody_else_s(signed_in: Client, mallory: Person):
    own_cards(mallory, 1)

    assert "Question 0" not in page(signed_in)
