"""The home page makes its promise to everybody, with demos or without, and holds only links that lead somewhere."""

import html
import io
import re
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import Person
from sandbox.runs.capacity import Capacity, announce, withdraw
from sandbox.runs.redis_connection import connection


@pytest.fixture(autouse=True)
def nothing_is_or_stays_announced(redis_server: object) -> Iterator[None]:
    connection().flushdb()
    yield
    withdraw()


def test_without_demos_it_says_how_they_come(client: Client, db: None):
    page = client.get("/").content.decode()

    assert "No demos yet" in page
    assert "manage.py import_course courses/demo" in page


def test_with_demos_each_is_a_card_with_its_variants_and_one_program_is_shown(client: Client, db: None):
    call_command("import_course", "courses/demo/python-advance", publish=True, stdout=io.StringIO())

    response = client.get("/")
    page = html.unescape(response.content.decode())

    assert len(response.context["demos"]) == 3
    assert all(demo.title in page and demo.summary in page for demo in response.context["demos"])
    assert response.context["program"] in response.context["demos"][0].variants
    assert '<span class="py-keyword">from</span> concurrent.futures' in page


def test_it_says_what_programs_run_on_as_the_workers_announce_it(client: Client, db: None):
    call_command("import_course", "courses/demo/python-advance", publish=True, stdout=io.StringIO())
    announce(Capacity(is_open=True, slots=1, cores=2, interpreters=("3.12.8", "3.13.0"), default="3.13.0"))

    assert "Here: Python 3.12.8, 3.13.0, 2 cores for each run." in client.get("/").content.decode()


def test_it_says_when_nothing_can_be_run_and_what_to_do(client: Client, db: None):
    call_command("import_course", "courses/demo/python-advance", publish=True, stdout=io.StringIO())
    announce(Capacity(is_open=False, sentence="No sandbox here.\nType: sysctl -w kernel.unprivileged_userns_clone=1"))

    assert "Type: sysctl -w kernel.unprivileged_userns_clone=1" in client.get("/").content.decode()


def test_its_questions_to_the_database_do_not_grow_with_the_demos(
    client: Client, db: None, django_assert_num_queries: object
):
    call_command("import_course", "courses/demo/python-advance", publish=True, stdout=io.StringIO())

    with django_assert_num_queries(4):
        client.get("/")


def test_a_visitor_is_invited_and_a_person_is_not(client: Client, ada: Person):
    assert "Sign up to run your own code" in client.get("/").content.decode()

    client.force_login(ada)

    assert "Sign up" not in client.get("/").content.decode()


def test_every_link_on_it_leads_somewhere(client: Client, ada: Person):
    for _visit in ("as a visitor", "as Ada"):
        links = set(re.findall(r'<a [^>]*href="(/[^"#]*)', client.get("/").content.decode()))
        assert {link: client.get(link).status_code for link in links if client.get(link).status_code != 200} == {}
        client.force_login(ada)


def test_signing_in_from_a_page_leads_back_to_it(client: Client, db: None):
    page = client.get("/design/?part=2").content.decode()

    assert 'href="/accounts/login/?next=/design/%3Fpart%3D2"' in page
