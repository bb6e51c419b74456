"""The search page shows what was found, says what it put right, and takes whatever is typed."""

import html
import re
from urllib.parse import quote, urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import DjangoAssertNumQueries

from accounts.models import Person
from courses.coursefiles.importing import import_course
from tests.bench.library import make_library
from tests.browser import faults_at_every_size
from tests.courses.folders import EXAMPLE

pytestmark = pytest.mark.django_db

HOSTILE = [
    '"',
    "'",
    "'; DROP TABLE search_entry; --",
    '" OR 1=1 --',
    "kettle AND",
    "NEAR(kettle, 2)",
    "title:kettle",
    "kettle* NOT -water ^boil",
    "AND OR NOT",
    "k\x00ettle",
    "\x00",
    "🫖",
    "🫖 kettle",
    "?!,.;:()[]{}<>|&",
    "%_\\",
    "<script>alert(1)</script>",
    "kettle " * 1429,
    "x" * 10_000,
    "½ ² ٣ ǅ ß İ",
    "\ue000kettle\ue001",
    "\ud7ff\uffff\u202e",
    "水を沸かす",
    " ",
]


@pytest.fixture
def tea(db: None) -> None:
    import_course(EXAMPLE, publish=True)


def page_of(client: Client, query: str) -> str:
    response = client.get(f"/search/?{query}")
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def kinds(page: str) -> set[str]:
    return set(re.findall(r'<span class="chip">([^<]*)</span>', page))


def test_results_have_their_kind_their_place_and_the_words_marked(client: Client, tea: None):
    page = page_of(client, "q=kettle")

    assert kinds(page) >= {"Section", "Dialogue", "Term", "Audio book", "Exercise"}
    assert "<span>Tea and Threads · Kettles</span>" in page
    assert re.search(r"<h3><a href=\"/courses/tea/kettles/\"><mark>Kettles</mark></a></h3>", page)


def test_every_address_that_is_shown_is_there(client: Client, tea: None):
    addresses = set()
    for word in ("kettle", "tea", "waiting", "breakfast", "kettles", "pages", "water"):
        addresses |= set(re.findall(r'<h3><a href="([^"]*)"', page_of(client, f"q={word}")))
    assert len(addresses) >= 10

    for address in sorted(addresses):
        target = urlsplit(address)
        response = client.get(target.path)
        assert response.status_code == 200, address
        assert not target.fragment or f'id="{target.fragment}"' in response.content.decode(), address


def test_one_kind_alone_can_be_shown(client: Client, tea: None):
    page = page_of(client, "q=kettle&kind=term")

    assert kinds(page) == {"Term"}
    assert '<a href="?q=kettle&kind=term" aria-current="true">Glossary</a>' in page


def test_a_kind_that_does_not_exist_is_passed_over(client: Client, tea: None):
    assert kinds(page_of(client, "q=kettle&kind='--")) == kinds(page_of(client, "q=kettle"))


def test_mistyped_words_are_put_right_and_the_reader_may_insist(client: Client, tea: None):
    page = page_of(client, "q=ketle&kind=term")
    assert "Showing results for <b>kettle</b>" in page
    assert 'href="?q=ketle&kind=term&exact=1"' in page

    page = page_of(client, "q=ketle&exact=1")
    assert "Nothing found for" in page
    assert '<a href="?q=ketle">Let mistyped words be put right.</a>' in page


def test_where_nothing_is_found_there_is_advice(client: Client, tea: None):
    page = page_of(client, "q=zzzzzz&kind=term")

    assert "Nothing found for" in page
    assert '<a href="?q=zzzzzz">Search in everything</a>' in page
    assert "Take fewer words" in page


def test_that_there_is_more_than_is_shown_is_said(client: Client):
    make_library(10, seed=1)
    page = page_of(client, "q=lock")

    assert "The first 40 of more results" in page
    assert page.count("<h3><a") <= 40


def test_without_words_the_page_says_what_is_searched(client: Client, tea: None):
    assert "What are you looking for?" in page_of(client, "")


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("more", ["", "&exact=1&kind=term"])
def test_whatever_is_typed_is_answered(client: Client, tea: None, typed: str, more: str):
    response = client.get(f"/search/?q={quote(typed)}{more}")

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert "\x00" not in response.content.decode()


def test_bytes_that_are_no_text_are_answered(client: Client, tea: None):
    page_of(client, "q=%FF%FE%C3")
    page_of(client, "q=kettle&q=%00&kind=%00&exact")


def test_signs_among_words_are_passed_over(client: Client, tea: None):
    assert "result" in page_of(client, f"q={quote('“kettle”, (boil)!')}")


def test_the_page_takes_six_queries_at_most(
    client: Client, ada: Person, tea: None, django_assert_max_num_queries: DjangoAssertNumQueries
):
    client.force_login(ada)

    with django_assert_max_num_queries(3):
        page_of(client, "q=kettle+water")
    with django_assert_max_num_queries(6):
        page_of(client, "q=ketle+watter+bioled+nobdy")


def test_the_search_has_no_faults_and_works_by_keyboard(page: Page, live_site: str):
    import_course(EXAMPLE, publish=True)
    page.goto(f"{live_site}/search/")
    assert not faults_at_every_size(page)

    page.get_by_role("searchbox", name="Search courses, sections and terms").focus()
    page.keyboard.type("ketle")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Showing results for kettle")).to_be_visible()
    assert not faults_at_every_size(page)

    page.goto(f"{live_site}/search/?q={'zebra' * 30}&kind=term&exact=1")
    assert not faults_at_every_size(page)
