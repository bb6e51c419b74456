"""Acts that a browser had queued: taken in their order, each once, and what is forged or garbled harms nothing."""

import json
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import Person
from courses.flashcards.models import Item, Review
from tests.courses.classroom.reviewing.conftest import grade_of, own_cards, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def items(ada: Person) -> list[Item]:
    own_cards(ada, 3)
    return list(Item.objects.order_by("pk"))


def test_a_session_is_replayed_in_its_order(signed_in: Client, items: list[Item]):
    acts = [grade_of("own", items[0].key, 1, ago=90_000), grade_of("own", items[1].key, 4, ago=60_000)]
    acts += [grade_of("own", items[0].key, 3, ago=1_000)]

    told = send(signed_in, *acts).json()

    assert told["taken"] == [act["id"] for act in acts]
    assert told["refused"] == []
    assert list(Review.objects.order_by("pk").values_list("rating", flat=True)) == [1, 4, 3]


def test_a_session_that_is_sent_twice_counts_once(signed_in: Client, items: list[Item]):
    first = grade_of("own", items[0].key, 4)
    acts = [first, grade_of("own", items[1].key, 1), {**first, "id": str(uuid4()), "name": "undo", "of": first["id"]}]
    send(signed_in, *acts)
    before = list(Item.objects.order_by("pk").values())

    again = send(signed_in, *acts).json()

    assert again["taken"] == [act["id"] for act in acts]
    assert list(Item.objects.order_by("pk").values()) == before
    assert Review.objects.count() == 2


def test_what_comes_again_soon_comes_with_its_choices(signed_in: Client, items: list[Item]):
    told = send(signed_in, grade_of("own", items[0].key, 1), grade_of("own", items[1].key, 4)).json()

    assert [item["key"] for item in told["items"]] == [items[0].key]
    words, seconds, then = told["items"][0]["steps"][0]
    assert (words, seconds, len(then)) == ("1 min", 60, 4)


def test_one_act_that_cannot_be_done_does_not_keep_the_others(signed_in: Client, items: list[Item]):
    lost = grade_of("own", "nothing", 3)

    told = send(signed_in, lost, "garbage", grade_of("own", items[0].key, 3)).json()

    assert len(told["taken"]) == 1
    assert [each["id"] for each in told["refused"]] == [lost["id"], None]
    assert "no longer among yours" in told["refused"][0]["why"]


def test_nobody_grades_another_s_cards(signed_in: Client, mallory: Person):
    own_cards(mallory, 1)

    assert send(signed_in, grade_of("own", Item.objects.get().key, 1)).json()["taken"] == []
    assert not Review.objects.exists()


@pytest.mark.parametrize("said", ["{", "[]", "{}", '{"acts": 7}', "[" * 10_000, '{"acts": null}'])
def test_what_is_no_list_of_acts_is_refused(signed_in: Client, said: str):
    assert signed_in.post("/review/acts/", said, content_type="application/json").status_code == 400


@pytest.mark.parametrize(
    "spoilt",
    [
        {"id": "7"},
        {"id": None},
        {"rating": 5},
        {"rating": "much"},
        {"rating": 1e400},
        {"name": "erase"},
        {"name": ["grade"]},
        {"kind": 7},
        {"key": None},
    ],
)
def test_garbled_acts_are_refused_each_for_itself(signed_in: Client, items: list[Item], spoilt: dict[str, object]):
    act = grade_of("own", items[0].key, 3) | spoilt

    told = send(signed_in, act).json()

    assert (told["taken"], len(told["refused"])) == ([], 1)


@pytest.mark.parametrize("ago", [None, "yesterday", -5, 1e400, float("nan")])
def test_a_garbled_clock_does_not_keep_an_answer(signed_in: Client, items: list[Item], ago: object):
    body = json.dumps({"acts": [grade_of("own", items[0].key, 3, ago=ago)]})

    told = signed_in.post("/review/acts/", body, content_type="application/json").json()

    assert len(told["taken"]) == 1


def test_too_many_at_once_are_refused_whole(signed_in: Client, items: list[Item]):
    assert send(signed_in, *[grade_of("own", items[0].key, 3)] * 201).status_code == 400
    assert not Review.objects.exists()


def test_who_was_signed_out_is_told_and_nothing_is_taken(client: Client, items: list[Item]):
    assert send(client, grade_of("own", items[0].key, 3)).status_code == 403
    assert not Review.objects.exists()
