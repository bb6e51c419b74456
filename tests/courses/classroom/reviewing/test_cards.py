"""One's cards: written, changed without being reset, suspended, deleted; and the settings of one's review."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from courses.flashcards.models import Item, OwnCard, Pace, PlannedBreak
from tests.courses.classroom.reviewing.conftest import grade_of, own_cards, send


def test_a_card_is_written_in_markdown_and_joins(signed_in: Client):
    said = {
        "front": "What does `with` do?",
        "back": "It *releases* too.\n\n<script>x</script>",
        "tags": "locks, with ,locks",
    }
    signed_in.post("/review/cards/new/", said)

    shown = signed_in.get("/review/").content.decode()
    assert "<code>with</code>" in shown
    assert "<em>releases</em>" in shown
    assert "<script>x" not in shown
    assert OwnCard.objects.get().tags == ["locks", "with"]


@pytest.mark.parametrize(
    "said", [{"front": " ", "back": "b"}, {"front": "f", "back": ""}, {"front": "f" * 4001, "back": "b"}]
)
def test_a_card_without_two_sides_that_fit_is_not_kept(signed_in: Client, said: dict[str, str]):
    response = signed_in.post("/review/cards/new/", {**said, "tags": ""})

    assert response.status_code == 422
    assert not OwnCard.objects.exists()


def test_to_change_one_s_card_does_not_reset_it(signed_in: Client, ada: Person):
    own_cards(ada, 1)
    key = Item.objects.get().key
    send(signed_in, grade_of("own", key, 4))
    before = Item.objects.get()
    signed_in.post(f"/review/cards/{key}/", {"front": "New words", "back": "Answer", "tags": ""})

    assert OwnCard.objects.get().front == "New words"
    after = Item.objects.get()
    assert (after.memory, after.due_at) == (before.memory, before.due_at)


def test_a_card_is_deleted_after_one_was_asked(signed_in: Client, ada: Person):
    own_cards(ada, 1)
    address = f"/review/cards/{Item.objects.get().key}/delete/"
    assert "Delete this card?" in signed_in.get(address).content.decode()
    signed_in.post(address)

    assert not Item.objects.exists()
    assert not OwnCard.objects.exists()


def test_another_s_card_is_not_there(signed_in: Client, mallory: Person):
    own_cards(mallory, 1)
    key = Item.objects.get().key

    assert signed_in.get(f"/review/cards/{key}/").status_code == 404
    assert signed_in.post(f"/review/cards/{key}/delete/").status_code == 404


def test_the_list_suspends_and_takes_up_again(signed_in: Client, ada: Person):
    own_cards(ada, 2)
    item = Item.objects.first()
    said = {"kind": "own", "key": item.key, "next": "cards"}
    signed_in.post("/review/do/", {**said, "name": "suspend"})
    assert "Question 0" in signed_in.get("/review/cards/?show=suspended").content.decode()
    assert "1 card." in signed_in.get("/review/cards/?show=suspended").content.decode()
    signed_in.post("/review/do/", {**said, "name": "resume"})

    assert "There are none of these." in signed_in.get("/review/cards/?show=suspended").content.decode()


def test_the_list_knows_what_is_often_forgotten(signed_in: Client, ada: Person):
    own_cards(ada, 2)
    Item.objects.filter(pk=Item.objects.first().pk).update(lapses=9)

    shown = signed_in.get("/review/cards/?show=slipping").content.decode()

    assert "Question 0" in shown
    assert "Question 1" not in shown


SETTINGS = {"retention": "85", "daily_cap": "20"}


def test_settings_are_kept(signed_in: Client, ada: Person):
    signed_in.post("/review/settings/", SETTINGS)

    pace = Pace.objects.get()
    assert (pace.retention, pace.daily_cap) == (0.85, 20)


@pytest.mark.parametrize(
    "spoilt",
    [{"retention": "79"}, {"retention": "98"}, {"daily_cap": "0"}, {"daily_cap": "1000"}],
)
def test_settings_keep_to_their_limits(signed_in: Client, ada: Person, spoilt: dict[str, str]):
    assert signed_in.post("/review/settings/", SETTINGS | spoilt).status_code == 422

    assert Pace.objects.get().daily_cap == 50


def test_the_browser_s_time_zone_is_taken_once(signed_in: Client, ada: Person):
    address = "/review/settings/time-zone/"
    assert signed_in.post(address, {"time_zone": "Nowhere"}).status_code == 422
    signed_in.post(address, {"time_zone": "Asia/Kolkata"})
    told = signed_in.post(address, {"time_zone": "Europe/Paris"}).json()

    ada.refresh_from_db()
    assert told["time_zone"] == ada.time_zone == "Asia/Kolkata"


def test_a_break_is_planned_and_ended(signed_in: Client):
    today = timezone.now().date()
    said = {"first_day": today.isoformat(), "last_day": (today + timedelta(days=7)).isoformat()}
    signed_in.post("/review/settings/breaks/", said)
    planned = PlannedBreak.objects.get()
    signed_in.post(f"/review/settings/breaks/{planned.pk}/")

    assert not PlannedBreak.objects.exists()


@pytest.mark.parametrize(("begins", "ends"), [(2, 1), (-9, -3), (0, 400)])
def test_a_break_that_cannot_be_is_not_planned(signed_in: Client, begins: int, ends: int):
    today = timezone.now().date()
    said = {"first_day": today + timedelta(days=begins), "last_day": today + timedelta(days=ends)}

    assert signed_in.post("/review/settings/breaks/", said).status_code == 422
    assert not PlannedBreak.objects.exists()
