"""Decks of Anki: what we write is read by Anki itself and by us, with stable ids, schedule and history."""

import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from anki.collection import Collection, ExportAnkiPackageOptions, ImportAnkiPackageRequest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from courses.flashcards.models import Item, OwnCard, Review
from courses.flashcards.own import write
from courses.flashcards.schedule import Phase, Rating
from tests.courses.flashcards.conftest import answer, do


@pytest.fixture
def signed_in(client: Client, ada: Person) -> Client:
    client.force_login(ada)
    return client


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Collection]:
    collection = Collection(str(tmp_path / "collection.anki2"))
    collection.set_config("fsrs", True)
    yield collection
    collection.close()


def exported(client: Client) -> bytes:
    return client.get("/review/exchange/cards.apkg").content


def upload(client: Client, content: bytes) -> HttpResponse:
    return client.post("/review/exchange/", {"cards": SimpleUploadedFile("deck.apkg", content)}, follow=True)


def taken_by_anki(anki: Collection, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(suffix=".apkg") as file:
        file.write(content)
        file.flush()
        request = ImportAnkiPackageRequest(package_path=file.name)
        request.options.with_scheduling = True
        anki.import_anki_package(request)


def from_anki(anki: Collection, tmp_path: Path, *, legacy: bool) -> bytes:
    out = tmp_path / f"out-{uuid4().hex}.apkg"
    options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=legacy)
    anki.export_anki_package(out_path=str(out), options=options, limit=None)
    return out.read_bytes()


def learned(person: Person) -> Item:
    """A card with a history of three reviews, now in review."""
    begun = timezone.now() - timedelta(days=20)
    card = write(person, "What does `with` do?", "It *releases* the lock < at once >.", ["locks"], now=begun)
    item = Item.objects.get(person=person, key=card.key)
    for days, rating in ((0, Rating.GOOD), (0.007, Rating.GOOD), (3, Rating.HARD)):
        item = answer(item, rating, now=begun + timedelta(days=days))
    return item


def test_anki_reads_our_deck_with_its_schedule_and_reviews(signed_in: Client, ada: Person, anki: Collection):
    item = learned(ada)
    write(ada, "New?", "Yes.", [], now=timezone.now())
    taken_by_anki(anki, exported(signed_in))

    (number,) = anki.find_cards("releases")
    card = anki.get_card(number)
    assert card.note().guid == item.key
    assert "<code>with</code>" in card.question()
    assert card.note().tags == ["locks"]
    assert (card.type, card.queue, card.reps) == (2, 2, 3)
    assert card.memory_state.stability == pytest.approx(item.stability, rel=1e-3)
    assert card.memory_state.difficulty == pytest.approx(item.difficulty, rel=1e-2)
    due_in_days = (item.due_at - timezone.now()) / timedelta(days=1)
    assert abs(card.due - anki.sched.today - due_in_days) <= 1
    assert [log.button_chosen for log in reversed(anki.card_stats_data(number).revlog)] == [3, 3, 2]
    assert anki.get_card(anki.find_cards("New?")[0]).type == 0
    assert not anki.fix_integrity()[0] or anki.fix_integrity()[1]


def test_imported_twice_into_anki_no_card_is_there_twice(signed_in: Client, ada: Person, anki: Collection):
    learned(ada)
    for _ in range(2):
        taken_by_anki(anki, exported(signed_in))

    assert anki.card_count() == 1


def test_our_own_deck_comes_back_and_changes_nothing(signed_in: Client, ada: Person):
    item = learned(ada)
    before = (item.memory, item.due_at, item.reviews)
    shown = upload(signed_in, exported(signed_in)).content.decode()

    assert "0 cards joined your review. 1 were there before." in shown
    item.refresh_from_db()
    assert (item.memory, item.due_at, item.reviews) == before
    assert Review.objects.count() == 3


def test_for_somebody_else_our_deck_is_the_same_cards(signed_in: Client, ada: Person, mallory: Person):
    item = learned(ada)
    content = exported(signed_in)
    signed_in.force_login(mallory)
    upload(signed_in, content)

    there = Item.objects.get(person=mallory)
    card = OwnCard.objects.get(person=mallory)
    assert there.key == item.key
    assert (there.phase, there.reviews) == (Phase.REVIEW, 3)
    assert there.stability == pytest.approx(item.stability)
    assert there.due_at.date() == item.due_at.date()
    assert (card.front, card.back) == ("What does `with` do?", "It *releases* the lock \\< at once \\>.")
    assert list(there.history.values_list("rating", flat=True)) == [3, 3, 2]


@pytest.mark.parametrize("legacy", [True, False], ids=["anki2 and anki21", "anki21b"])
def test_a_deck_of_anki_comes_with_its_schedule(signed_in: Client, anki: Collection, tmp_path: Path, legacy: bool):
    basic, cloze = anki.models.by_name("Basic"), anki.models.by_name("Cloze")
    note = anki.new_note(basic)
    note["Front"], note["Back"] = "<b>Who</b> waits?", "A thread<br>with a <script>alert(1)</script>lock"
    note.tags = ["threads"]
    anki.add_note(note, 1)
    gap = anki.new_note(cloze)
    gap["Text"] = "{{c1::Locks}} guard {{c2::data::what?}}"
    anki.add_note(gap, 1)
    card = note.cards()[0]
    card.start_timer()
    anki.sched.answerCard(card, 4)
    anki.sched.suspend_cards([gap.cards()[1].id])
    shown = upload(signed_in, from_anki(anki, tmp_path, legacy=legacy)).content.decode()

    assert "3 cards joined your review." in shown
    words = {card.front: card for card in OwnCard.objects.all()}
    assert set(words) == {"**Who** waits?", "\\[…\\] guard data", "Locks guard \\[what?\\]"}
    who = words["**Who** waits?"]
    assert who.back == "A thread\\\nwith a lock"
    assert (who.guid, who.tags) == (note.guid, ["threads"])
    item = Item.objects.get(key=who.key)
    assert (item.phase, item.reviews) == (Phase.REVIEW, 1)
    state = anki.get_card(card.id).memory_state
    assert item.stability == pytest.approx(state.stability)
    assert Item.objects.get(key=words["Locks guard \\[what?\\]"].key).suspended_at is not None


def test_what_was_reviewed_in_anki_since_is_taken_over_once(
    signed_in: Client, ada: Person, anki: Collection, tmp_path: Path
):
    item = learned(ada)
    taken_by_anki(anki, exported(signed_in))
    card = anki.get_card(anki.find_cards("releases")[0])
    card.start_timer()
    anki.sched.answerCard(card, 3)
    content = from_anki(anki, tmp_path, legacy=False)
    first, second = (upload(signed_in, content).content.decode() for _ in range(2))

    assert "1 had been reviewed in Anki since" in first
    assert "1 were there before" in second
    item.refresh_from_db()
    assert item.reviewed_at > timezone.now() - timedelta(minutes=5)
    assert Review.objects.count() == 4


def test_a_suspended_card_is_suspended_in_anki(signed_in: Client, ada: Person, anki: Collection):
    do("suspend", learned(ada), now=timezone.now())
    taken_by_anki(anki, exported(signed_in))

    assert anki.get_card(anki.find_cards("")[0]).queue == -1
