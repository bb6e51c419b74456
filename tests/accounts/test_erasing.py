"""Erased is erased: no row refers to the person, none contains their address, no browser is signed in as them."""

import threading

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection as database
from django.test import Client

from accounts.erasing import EraseRefused, erase
from accounts.models import Person
from courses.content.models import Course, CourseAuthor, Section
from sandbox.runs.models import Submission
from sandbox.runs.redis_connection import connection, fence_key, stream_key
from tests.accounts.belongings import give_everything, give_runs, owned
from tests.accounts.test_devices import is_signed_in, signed_in
from tests.accounts.traces import tables_that_refer_to, tables_that_say


def test_nothing_refers_to_the_person_and_no_row_contains_their_address(ada: Person):
    give_everything(ada)
    course = Course.objects.get()
    chapter = course.chapters.create(key="seven", title="Seven")
    Section.objects.create(course=course, chapter=chapter, key="threads", title="Threads", edited_by=ada)
    signed_in(ada)
    number, address = ada.pk, ada.email
    assert len(tables_that_refer_to(number)) > 15
    assert len(tables_that_say(address)) >= 4

    erase(ada)

    assert tables_that_refer_to(number) == set()
    assert tables_that_say(address) == set()
    assert Section.objects.get().edited_by is None


def test_what_others_have_stays(ada: Person, barbara: Person):
    give_everything(ada)
    give_everything(barbara)
    before = tables_that_refer_to(barbara.pk)
    browser = signed_in(barbara)

    erase(ada)

    assert tables_that_refer_to(barbara.pk) >= before
    assert is_signed_in(browser)


def test_a_session_that_began_to_sign_in_with_the_address_goes_too(ada: Person):
    Client().post("/accounts/login/", {"login": ada.email, "password": ""})  # a code was sent, and not typed yet
    assert tables_that_say(ada.email) >= {"decoded sessions"}

    erase(ada)

    assert not tables_that_say(ada.email)


def test_a_session_that_names_a_longer_address_stays(ada: Person, mallory: Person):
    other = SessionStore()
    other["account"] = {"email": f"grand.{ada.email}"}
    other.save()

    erase(ada)

    assert Session.objects.filter(session_key=other.session_key).exists()


def test_what_others_noted_of_the_person_in_the_admin_goes(ada: Person, grace: Person):
    kind = ContentType.objects.get_for_model(Course)
    for thing in ("Ada, editor", "Adam, editor"):
        LogEntry.objects.create(
            user=grace,
            content_type=kind,
            object_id="1",
            object_repr="Python Advance",
            action_flag=ADDITION,
            change_message=f'[{{"added": {{"name": "author", "object": "{thing}"}}}}]',
        )

    erase(ada)

    assert [entry.get_change_message() for entry in LogEntry.objects.all()] == ["Added author “Adam, editor”."]


@pytest.mark.django_db(transaction=True)
def test_redis_keeps_nothing_of_them(ada: Person, redis_url: str):
    submission, client = give_runs(ada), connection()
    kept = [f"runs:rate:person-{ada.pk}", f"moves:rate:person-{ada.pk}"]
    kept += [stream_key(submission.pk), fence_key(submission.pk)]
    for key in kept:
        client.set(key, 1)
    cache.set(f"join:{ada.pk}", 1)

    erase(ada)

    assert client.exists(*kept) == 0
    assert cache.get(f"join:{ada.pk}") is None


def test_a_course_stays_with_its_other_owners(barbara: Person, grace: Person):
    course = owned(barbara, grace)

    erase(barbara)

    assert list(course.authors.values_list("person", flat=True)) == [grace.pk]


def test_nothing_is_stopped_for_an_erasure_that_is_refused(barbara: Person):
    owned(barbara)
    submission = give_runs(barbara)
    Submission.objects.filter(pk=submission.pk).update(over_at=None, told_at=None)

    with pytest.raises(EraseRefused):
        erase(barbara)

    assert Submission.objects.get().stop_asked_at is None


def test_an_owner_s_last_companion_cannot_go_at_the_same_moment(transactional_db: None, barbara: Person, grace: Person):
    owned(barbara, grace)
    refused: list[EraseRefused] = []

    def go(person: Person) -> None:
        try:
            erase(person)
        except EraseRefused as error:
            refused.append(error)
        finally:
            database.close()

    both = [threading.Thread(target=go, args=[person]) for person in (barbara, grace)]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert len(refused) == 1
    assert CourseAuthor.objects.count() == 1


def test_two_erasures_at_once_are_one(transactional_db: None, ada: Person):
    again = Person.objects.get(pk=ada.pk)
    give_everything(ada)
    errors: list[Exception] = []

    def go(person: Person) -> None:
        try:
            erase(person)
        except Exception as error:  # noqa: BLE001 (none may come at all)
            errors.append(error)
        finally:
            database.close()

    both = [threading.Thread(target=go, args=[person]) for person in (ada, again)]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert not errors
    assert not Person.objects.exists()


def test_when_it_breaks_in_the_middle_nothing_is_gone(ada: Person, monkeypatch: pytest.MonkeyPatch):
    give_everything(ada)
    before = tables_that_refer_to(ada.pk)

    def breaks(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("accounts.erasing.end_sessions", breaks)
    with pytest.raises(RuntimeError):
        erase(ada)

    assert tables_that_refer_to(ada.pk) == before
