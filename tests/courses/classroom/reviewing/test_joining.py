"""Cards join once seen, aids and terms by choice; no edit resets them, and what is withdrawn comes back."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from courses.content.models import Course, Section
from courses.enrollment.enrolling import enrol, leave
from courses.enrollment.models import Enrolment
from courses.flashcards.models import Item
from courses.publishing.publishing import publish_section
from courses.publishing.withdrawing import withdraw
from tests.courses.classroom.reading.conftest import tell
from tests.courses.classroom.reviewing.conftest import grade_of, send

CARD = "tea/kettles/no-hands"
AID = {"kind": "aid", "key": "tea/kettles/kettle-rhyme"}
TERM = {"kind": "term", "key": "tea/kettle"}


def page(client: Client) -> str:
    return client.get("/review/").content.decode()


@pytest.fixture
def kettles(tea: Course) -> Section:
    return Section.objects.get(course=tea, key="kettles")


def test_cards_join_when_they_were_seen_in_their_section(signed_in: Client, enrolled: Enrolment):
    assert "No cards yet" in page(signed_in)

    tell(signed_in, ("kettles", "cards"))

    assert "What needs no hands?" in page(signed_in)
    assert Item.objects.get().key == CARD


def test_they_join_also_for_whom_had_seen_them_before_there_was_a_review(signed_in: Client, seen: None):
    assert "What needs no hands?" in page(signed_in)


def test_what_is_only_read_does_not_join(signed_in: Client, enrolled: Enrolment):
    tell(signed_in, ("kettles", "overview"), ("kettles", "body"))

    assert "No cards yet" in page(signed_in)


@pytest.mark.parametrize(("named", "words"), [(AID, "then slice the meat"), (TERM, "brought to the boil")])
def test_an_aid_and_a_term_join_by_choice(signed_in: Client, enrolled: Enrolment, named: dict[str, str], words: str):
    offered = signed_in.get("/review/remember/", named).content.decode()
    assert words in offered
    for _ in range(2):
        signed_in.post("/review/remember/", named)

    assert words in page(signed_in)
    assert Item.objects.count() == 1
    assert "It is in your review." in signed_in.get("/review/remember/", named).content.decode()


def test_the_glossary_and_the_aids_offer_it(signed_in: Client, enrolled: Enrolment):
    assert "?kind=aid&amp;key=tea/kettles/kettle-rhyme" in signed_in.get("/courses/tea/kettles/").content.decode()
    assert "?kind=term&amp;key=tea/kettle" in signed_in.get("/courses/tea/glossary/").content.decode()


def test_to_remember_asks_for_an_enrolment(signed_in: Client, tea: Course):
    response = signed_in.post("/review/remember/", AID)

    assert response.status_code == 403
    assert "Enrol free" in response.content.decode()
    assert not Item.objects.exists()


@pytest.mark.parametrize(
    "named",
    [
        {"kind": "aid", "key": "tea/kettles/none"},
        {"kind": "card", "key": CARD},
        {"kind": "term", "key": "nowhere/kettle"},
        {"kind": "own", "key": "x"},
        {"kind": "", "key": ""},
    ],
)
def test_there_is_nothing_else_to_remember(signed_in: Client, enrolled: Enrolment, named: dict[str, str]):
    assert signed_in.post("/review/remember/", named).status_code == 404


def test_an_edit_of_a_card_never_resets_its_schedule(signed_in: Client, seen: None, kettles: Section):
    page(signed_in)
    send(signed_in, grade_of("card", CARD, 3))
    before = Item.objects.get()
    card = kettles.cards.get(key="no-hands")
    card.front, card.back = "What works alone?", "The kettle."
    card.save()
    publish_section(kettles, by=None, now=timezone.now())

    assert "What works alone?" in page(signed_in)
    after = Item.objects.get()
    assert (after.memory, after.due_at, after.reviews) == (before.memory, before.due_at, before.reviews)


def test_a_withdrawn_card_leaves_the_queue_and_comes_back_with_its_state(
    signed_in: Client, seen: None, kettles: Section
):
    page(signed_in)
    send(signed_in, grade_of("card", CARD, 3))
    before = Item.objects.get().memory
    withdraw(kettles, now=timezone.now())
    assert "What needs no hands?" not in page(signed_in)
    assert Item.objects.get().is_away

    kettles.refresh_from_db()
    publish_section(kettles, by=None, now=timezone.now())

    assert "What needs no hands?" in page(signed_in)
    assert Item.objects.get().memory == before


def test_a_card_that_its_author_took_out_is_away_and_the_others_stay(signed_in: Client, seen: None, kettles: Section):
    page(signed_in)
    kettles.cards.create(key="another", front="Another?", back="Yes.", position=9)
    kettles.cards.get(key="no-hands").delete()
    publish_section(kettles, by=None, now=timezone.now())

    shown = page(signed_in)

    assert "Another?" in shown
    assert "What needs no hands?" not in shown


def test_the_cards_of_a_course_that_one_leaves_go_and_come_back(
    signed_in: Client, seen: None, ada: Person, tea: Course
):
    page(signed_in)
    leave(ada, tea, now=timezone.now())
    assert "What needs no hands?" not in page(signed_in)
    enrol(ada, tea, now=timezone.now())

    assert "What needs no hands?" in page(signed_in)


def test_who_leaves_a_course_and_has_it_erased_erases_its_cards(signed_in: Client, seen: None):
    page(signed_in)
    signed_in.post("/courses/tea/leave/", {"erase": "yes"})

    assert not Item.objects.exists()


def test_a_link_of_a_card_to_a_term_leads_to_the_glossary(signed_in: Client, enrolled: Enrolment):
    signed_in.post("/review/remember/", TERM)

    assert 'href="/courses/tea/glossary/#term-waiting"' in page(signed_in)
