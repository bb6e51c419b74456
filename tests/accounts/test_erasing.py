"""Erased is erased: no row refers to the person, none contains their address, no browser is signed in as them."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection as database
from django.test import Client
from django.utils import timezone

from accounts.erasing import EraseRefused, erase
from accounts.models import Person
from courses.content.models import AuthorRole, Course, CourseAuthor, Section
from sandbox.events import Outcome
from sandbox.runs.finishing import an_end, end_row
from sandbox.runs.losing import Return, give_back
from sandbox.runs.models import Run, State, Submission
from sandbox.runs.redis_connection import connection, fence_key, stream_key
from sandbox.runs.stopping import stop
from tests.accounts.belongings import give_everything, give_runs
from tests.accounts.test_devices import PHONE, is_signed_in, signed_in

PAGE = "/accounts/data/erase/"


def every_row() -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Of every table that the database has, whether or not a model knows it."""
    with database.cursor() as cursor:
        for table in database.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {database.ops.quote_name(table)}")
            yield from ((table, row) for row in cursor.fetchall())


def tables_that_say(words: str) -> set[str]:
    found = {table for table, row in every_row() if any(words in said(value) for value in row)}
    decoded = (str(session.get_decoded()) for session in Session.objects.all())
    return found | ({"decoded sessions"} if any(words in each for each in decoded) else set())


def said(value: object) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


def tables_that_refer_to(number: int) -> set[str]:
    """By a foreign key of the database itself."""
    found = set()
    with database.cursor() as cursor:
        for table in database.introspection.table_names(cursor):
            for column, (_, other) in relations(cursor, table).items():
                if other == Person._meta.db_table:
                    quoted = database.ops.quote_name
                    cursor.execute(f"SELECT 1 FROM {quoted(table)} WHERE {quoted(column)} = %s", [number])
                    found |= {f"{table}.{column}"} if cursor.fetchone() else set()
    return found


def relations(cursor: Any, table: str) -> dict[str, tuple[str, str]]:
    told = database.introspection.get_relations(cursor, table)
    return {column: (each[0], each[1]) for column, each in told.items()}


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


def owned(person: Person, *others: Person) -> Course:
    course = Course.objects.create(key="threads", title="All of Threads")
    for each in (person, *others):
        CourseAuthor.objects.create(course=course, person=each, role=AuthorRole.OWNER)
    return course


def test_the_only_owner_of_a_course_is_told_to_hand_it_over_and_nothing_is_lost(barbara: Person):
    course = owned(barbara)
    browser = signed_in(barbara)

    page = browser.get(PAGE).content.decode()
    answer = browser.post(PAGE, {"address": barbara.email})

    assert "You are the only owner of “All of Threads”." in page
    assert f"/admin/content/course/{course.pk}/change/" in page
    assert "<button" not in page.partition('id="first"')[2].partition("</section>")[0]
    assert answer.status_code == 409
    assert is_signed_in(browser)


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


def test_the_page_erases_signs_out_everywhere_and_says_so(ada: Person):
    laptop, phone = signed_in(ada), signed_in(ada, PHONE)

    last = laptop.post(PAGE, {"address": f" {ada.email.upper()} "}, follow=True)

    assert "Your account is erased" in last.content.decode()
    assert not Person.objects.exists()
    assert not is_signed_in(laptop)
    assert not is_signed_in(phone)
    assert not Session.objects.exclude(session_key=laptop.session.session_key).exists()


@pytest.mark.parametrize("typed", ["", "mallory@interleave.test", "ada", "ada@interleave.test.example"])
def test_without_one_s_address_typed_nothing_is_erased(ada: Person, typed: str):
    browser = signed_in(ada)

    assert browser.post(PAGE, {"address": typed}).status_code == 422
    assert is_signed_in(browser)


def test_without_a_recent_sign_in_nothing_is_erased(client: Client, ada: Person):
    client.force_login(ada)

    answer = client.post(PAGE, {"address": ada.email})

    assert answer["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Fdata%2Ferase%2F"
    assert is_signed_in(client)


def test_without_the_token_of_the_page_nothing_is_erased(ada: Person):
    stranger = Client(enforce_csrf_checks=True)
    stranger.cookies = signed_in(ada).cookies

    assert stranger.post(PAGE, {"address": ada.email}).status_code == 403
    assert Person.objects.exists()


def test_looking_erases_nothing(ada: Person):
    browser = signed_in(ada)

    assert browser.get(PAGE, {"address": ada.email}).status_code == 200
    assert is_signed_in(browser)


def test_nobody_erases_another(ada: Person, mallory: Person):
    signed_in(mallory).post(PAGE, {"address": ada.email, "person": ada.pk})

    assert set(Person.objects.all()) == {ada, mallory}


def test_the_form_sent_twice_erases_once_and_does_no_harm(ada: Person):
    browser = signed_in(ada)
    browser.post(PAGE, {"address": ada.email})

    assert browser.post(PAGE, {"address": ada.email})["Location"].startswith("/accounts/login/")


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


def running(person: Person) -> Run:
    submission, now = give_runs(person), timezone.now()
    Submission.objects.filter(pk=submission.pk).update(over_at=None, told_at=None)
    token = "6f0c0f0e-0000-4000-8000-000000000000"
    lease = {"lease_token": token, "lease_until": now, "attempt": 1, "state": State.RUNNING}
    Run.objects.update(**lease, ended_at=None, outcome="")
    return Run.objects.get()


def test_a_worker_whose_run_is_gone_writes_nothing_and_goes_on(ada: Person):
    run = running(ada)
    submission, token = run.submission, run.lease_token
    Person.objects.all().delete()

    assert not end_row(Run.objects.held_with(token), submission.pk, an_end(Outcome.FINISHED))
    give_back(run.pk, token, Return.LOST)
    stop(submission)


def test_a_run_that_nobody_ends_does_not_keep_the_account(ada: Person, monkeypatch: pytest.MonkeyPatch):
    running(ada)
    monkeypatch.setattr("sandbox.runs.held.STOPS_WITHIN_SECONDS", 0.2)

    erase(ada)

    assert not Run.objects.exists()
