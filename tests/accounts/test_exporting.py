"""What somebody takes along: all of theirs, nothing of others, nothing secret, and only with a recent sign-in."""

import asyncio
import csv
import io
import json
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db.models import Model
from django.http import StreamingHttpResponse
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts import data_pages
from accounts.exporting import cell, export, write_json
from accounts.holdings import holdings
from accounts.models import Device, Person
from courses.games.models import Win
from tests.accounts.belongings import SECRET, give_everything
from tests.accounts.test_devices import signed_in

TAKE = "/accounts/data/take-along/"


def body(response: StreamingHttpResponse) -> bytes:
    async def read() -> bytes:
        return b"".join([chunk async for chunk in response])

    return asyncio.run(read())


def archive_of(person: Person) -> zipfile.ZipFile:
    return zipfile.ZipFile(export(person, timezone.now()))


def entries(archive: zipfile.ZipFile, name: str) -> list[dict[str, object]]:
    return json.loads(archive.read(f"{name}.json"))


def test_there_is_a_file_for_each_kind_and_the_readme_names_them(ada: Person):
    give_everything(ada)

    archive = archive_of(ada)

    readme = archive.read("README.txt").decode()
    for holding in holdings():
        assert entries(archive, holding.name), holding.name
        assert f"{holding.name}.json" in readme
        assert holding.words in readme
        assert (f"{holding.name}.csv" in archive.namelist()) == holding.is_table


def test_a_table_says_what_its_json_says(ada: Person):
    give_everything(ada)
    archive = archive_of(ada)

    lines = list(csv.DictReader(io.StringIO(archive.read("reviews.csv").decode())))

    assert lines == [{key: cell(value) for key, value in each.items()} for each in entries(archive, "reviews")]


def test_runs_come_with_their_programs_and_how_they_ended(ada: Person):
    give_everything(ada)

    run = entries(archive_of(ada), "runs")[0]

    assert (run["program"], run["outcome"], run["title"]) == ('print("ran")\n', "finished", "Sums")


def test_nothing_of_others_is_in_it(ada: Person, barbara: Person):
    give_everything(ada)
    give_everything(barbara)
    archive = archive_of(ada)

    assert not [name for name in archive.namelist() if barbara.email.encode() in archive.read(name)]
    assert [len(entries(archive, holding.name)) for holding in holdings()] == [1] * len(holdings())


def test_nothing_secret_is_in_it(ada: Person):
    give_everything(ada)
    secrets = [ada.password, SECRET, *Device.objects.values_list("session_key", flat=True)]
    archive = archive_of(ada)

    all_of_it = b"".join(archive.read(name) for name in archive.namelist()).decode()

    assert not [each for each in secrets if each in all_of_it]


@given(st.text())
def test_no_cell_is_a_formula(value: str):
    assert not cell(value).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_what_another_chose_as_a_name_is_no_formula(ada: Person):
    give_everything(ada)

    assert b"'=The autumn class" in archive_of(ada).read("enrolments.csv")


@given(st.lists(st.dictionaries(st.text(), st.text() | st.none() | st.integers() | st.datetimes()), max_size=5))
def test_what_is_written_is_json_whatever_it_says(rows: list[dict[str, object]]):
    written = io.BytesIO()

    count = write_json(written, rows)

    assert count == len(json.loads(written.getvalue())) == len(rows)


def test_its_making_weighs_no_more_for_ten_times_as_much(ada: Person):
    few, many = (peak_of(lambda: export(ada, timezone.now()).close(), ada, wins) for wins in (2_000, 18_000))

    assert many < few * 1.5 + 200_000


def peak_of(act: Callable[[], None], person: Person, more: int) -> int:
    """Bytes of Python's own memory at the most, with so many more rows."""
    there, now = Win.objects.count(), timezone.now()
    rows: list[Model] = [
        Win(person=person, level=f"level-{there + number}", switches=1, won_at=now) for number in range(more)
    ]
    Win.objects.bulk_create(rows)
    tracemalloc.start()
    act()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def test_the_page_hands_out_the_file(ada: Person):
    response = signed_in(ada).post(TAKE)

    assert response["Content-Type"] == "application/zip"
    assert "attachment" in response["Content-Disposition"]
    archive = zipfile.ZipFile(io.BytesIO(body(response)))
    assert entries(archive, "account")[0]["email"] == ada.email


def test_without_a_recent_sign_in_nothing_is_handed_out(client: Client, ada: Person):
    client.force_login(ada)

    answer = client.post(TAKE)

    assert answer["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Fdata%2F"


def test_looking_hands_out_nothing(ada: Person):
    assert signed_in(ada).get(TAKE).status_code == 405


@pytest.mark.parametrize("guess", ["?person=1", "?email=ada@interleave.test", "?user=1&id=1"])
def test_there_is_no_address_for_the_data_of_another(ada: Person, mallory: Person, guess: str):
    response = signed_in(mallory).post(TAKE + guess, {"person": ada.pk, "email": ada.email})

    archive = zipfile.ZipFile(io.BytesIO(body(response)))
    assert [each["email"] for each in entries(archive, "account")] == [mallory.email]


@pytest.mark.parametrize("address", [f"{TAKE}1/", "/accounts/data/1/", "/accounts/data/interleave.zip"])
def test_no_file_lies_at_an_address_to_be_guessed(mallory: Person, address: str):
    assert signed_in(mallory).get(address).status_code == 404


def test_a_visitor_is_asked_to_sign_in(client: Client, db: None):
    assert client.post(TAKE)["Location"].startswith("/accounts/login/")


def test_two_at_a_time_are_one_file_and_a_sentence(ada: Person):
    cache.set(f"export:{ada.pk}", 1, data_pages.MAKING_SECONDS)

    answer = signed_in(ada).post(TAKE, follow=True)

    assert "Your file is being made already." in answer.content.decode()


def test_after_one_there_can_be_another(ada: Person):
    client = signed_in(ada)

    assert [client.post(TAKE).status_code for _ in range(2)] == [200, 200]
