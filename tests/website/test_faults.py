"""When a part of the site is away, people get a sentence and operators one line; mistakes of ours stay visible."""

import sqlite3
from collections.abc import Callable, Iterator

import psycopg
import pytest
import redis
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, OperationalError, connection
from django.test import Client, override_settings
from django.urls import NoReverseMatch
from django.utils import timezone

from accounts.models import Person
from operations.embedded_redis import free_port
from tests.people import make_person
from website import faults
from website.faults import trouble

WITHOUT_LIMIT = 2**30
on_sqlite = pytest.mark.skipif(
    "sqlite" not in django_settings.DATABASES["default"]["ENGINE"], reason="what SQLite does when its disk is full"
)
SIGN_UP = {"name": "Ada" * 20, "email": "ada@interleave.test", "password1": ""}


def pragma(name: str, value: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name} = {value}")


@pytest.fixture
def full_disk(transactional_db: None) -> Iterator[None]:
    """A database that may not grow, filled to its last page."""
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
    pragma("max_page_count", pages)
    for make in (a_person, a_session):
        with pytest.raises(OperationalError, match="full"):
            fill(make)
    yield
    pragma("max_page_count", WITHOUT_LIMIT)


def fill(make: Callable[[str], object]) -> None:
    for number in range(100_000):
        make(f"filler {number}")


def a_person(name: str) -> None:
    make_person(name, password=None)


def a_session(key: str) -> None:
    Session.objects.create(session_key=key, session_data="x", expire_date=timezone.now())


@pytest.fixture
def locked_database(transactional_db: None) -> Iterator[None]:
    """Another process writes, and does not end."""
    pragma("busy_timeout", 50)
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.close()
    pragma("busy_timeout", 20_000)


@pytest.fixture
def redis_away() -> Iterator[None]:
    nowhere = f"redis://127.0.0.1:{free_port()}/1"
    with override_settings(CACHES={"default": {**django_settings.CACHES["default"], "LOCATION": nowhere}}):
        yield


@on_sqlite
def test_a_full_disk_is_said_on_a_page_and_nothing_is_half_done(client: Client, full_disk: None):
    before = Person.objects.count()

    response = client.post("/accounts/signup/", SIGN_UP)

    assert response.status_code == 503
    assert "There is no room left to save this" in response.content.decode()
    assert Person.objects.count() == before


@on_sqlite
def test_a_full_disk_is_logged_once(client: Client, full_disk: None, caplog: pytest.LogCaptureFixture):
    client.post("/accounts/signup/", SIGN_UP)

    lines = [record.getMessage() for record in caplog.records]

    assert lines == ["There is no room left to save this: /accounts/signup/ (database or disk is full)"]


@on_sqlite
def test_a_full_disk_outside_of_a_view_is_called_by_its_name_too(client: Client, full_disk: None):
    client.raise_request_exception = False

    # The view writes nothing; the session that remembers its challenge is saved by a middleware.
    response = client.get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"})

    assert response.status_code == 503
    assert response.json()["sentence"].startswith("There is no room left to save this.")


@on_sqlite
def test_pages_that_only_read_work_with_a_full_disk(client: Client, full_disk: None):
    assert client.get("/").status_code == 200


@on_sqlite
def test_a_lock_that_does_not_end_asks_to_try_again_soon(client: Client, locked_database: None):
    response = client.post("/accounts/signup/", SIGN_UP)

    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "Nothing was changed. Try again in a moment." in response.content.decode()


def test_without_redis_signing_in_says_what_waits_and_what_works(client: Client, db: None, redis_away: None):
    response = client.post("/accounts/login/", {"login": "ada@interleave.test"})

    assert response.status_code == 503
    assert "Running programs and signing in wait for it; reading works." in response.content.decode()
    assert client.get("/").status_code == 200


def test_htmx_gets_a_notice_that_leaves_the_page_as_it_is(client: Client, db: None, redis_away: None):
    response = client.post("/accounts/login/", {"login": "a@b.test"}, headers={"HX-Request": "true"})

    assert response.status_code == 503
    assert (response["HX-Retarget"], response["HX-Reswap"]) == ("#notices", "innerHTML")
    assert "<html" not in response.content.decode()
    assert "A part of the site is away" in response.content.decode()


def test_a_script_gets_a_sentence(client: Client, db: None, redis_away: None):
    response = client.post("/accounts/login/", {"login": "a@b.test"}, headers={"Accept": "application/json"})

    assert response.json() == {"sentence": f"{faults.REDIS_AWAY.title}. {faults.REDIS_AWAY.sentence}"}


def test_a_missing_table_is_a_mistake_of_ours_and_no_trouble(db: None):
    with pytest.raises(DatabaseError) as caught, connection.cursor() as cursor:
        cursor.execute("SELECT * FROM a_table_that_nobody_made")

    assert trouble(caught.value) is None


def test_a_mistake_of_ours_passes_through_with_its_traceback(client: Client, db: None):
    client.force_login(make_person("Ada"))

    with override_settings(LOGIN_REDIRECT_URL="no-such-name"), pytest.raises(NoReverseMatch):
        client.get("/accounts/login/")


def test_redis_that_hangs_is_trouble_and_redis_that_refuses_a_command_is_a_mistake():
    assert trouble(redis.exceptions.TimeoutError()) is faults.REDIS_AWAY
    assert trouble(redis.exceptions.ResponseError("unknown command")) is None


@pytest.mark.parametrize(
    ("cause", "fault"),
    [
        (psycopg.errors.DiskFull(), faults.DATABASE_FULL),
        (psycopg.errors.DeadlockDetected(), faults.DATABASE_BUSY),
        (psycopg.errors.LockNotAvailable(), faults.DATABASE_BUSY),
        (psycopg.errors.AdminShutdown(), faults.DATABASE_AWAY),
        (psycopg.OperationalError("connection refused"), faults.DATABASE_AWAY),
        (psycopg.errors.UndefinedTable(), None),
        (ValueError(), None),
    ],
)
def test_postgresql_tells_trouble_by_its_code(cause: Exception, fault: faults.Fault | None):
    error = OperationalError()
    error.__cause__ = cause

    assert trouble(error) is fault
