"""The glossary leads from A to Z through a course's terms, and from each to the sections that use it."""

import html
import re

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import DjangoAssertNumQueries

from accounts.models import Person
from courses.classroom.reading.glossary import folded, letter_of
from courses.content.facts.courses import ChapterFacts, CourseFacts, SectionFacts, TermFacts
from courses.content.models import Section
from courses.coursefiles.importing import import_course
from courses.publishing.withdrawing import withdraw
from tests.bench.library import make_library, published
from tests.browser import faults_at_every_size
from tests.courses.folders import EXAMPLE

pytestmark = pytest.mark.django_db

GLOSSARY = "/courses/tea/glossary/"


@pytest.fixture
def tea(db: None) -> None:
    import_course(EXAMPLE, publish=True)


def page_of(client: Client, query: str = "", *, at: str = GLOSSARY) -> str:
    response = client.get(f"{at}{query}")
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def titles(page: str) -> list[str]:
    return re.findall(r"<dt>([^<]*)</dt>", page.partition("<footer")[0])


def with_terms(*terms: TermFacts) -> str:
    """The address of the glossary of a course with these terms."""
    section = SectionFacts(key="one", title="One", standard="word")
    chapter = ChapterFacts(key="chapter", title="Chapter", sections=(section,))
    published(CourseFacts(key="words", title="Words", chapters=(chapter,), terms=terms))
    return "/courses/words/glossary/"


def test_each_term_stands_with_its_definitions_its_spellings_and_its_sections(client: Client, tea: None):
    page = page_of(client)

    assert titles(page) == ["Kettle", "Waiting"]
    assert "Also: water boiler" in page
    assert "A vessel in which water is brought to the boil." in page
    assert "It works while nobody looks at it." in page
    assert '<a href="/courses/tea/kettles/">3.1 Kettles</a>' in page
    assert re.findall(r'id="(term-[\w-]+)"', page) == ["term-kettle", "term-waiting"]


def test_a_section_that_cannot_be_read_is_not_named(client: Client, tea: None):
    withdraw(Section.objects.get(key="kettles"), now=timezone.now())

    assert "/courses/tea/kettles/" not in page_of(client)


def test_letters_with_terms_are_links_and_the_others_are_not(client: Client, tea: None):
    page = page_of(client)

    assert re.findall(r'<a href="#letter-(\w)">', page) == ["K", "W"]
    assert len(re.findall(r"<li><span>[A-Z]</span></li>", page)) == 24
    assert 'id="letter-K"' in page


def test_what_begins_with_no_letter_has_a_place_of_its_own_and_accents_none(client: Client):
    terms = [TermFacts(key=f"t{n}", title=title, short="x") for n, title in enumerate(["Zoo", "Épée", "2PL", "eager"])]
    page = page_of(client, at=with_terms(*terms))

    assert titles(page) == ["2PL", "eager", "Épée", "Zoo"]
    assert '<a href="#letter-other">#</a>' in page


@pytest.mark.parametrize("query", ["kettle", "KETT", "boiler", "water", "brought boil"])
def test_the_filter_knows_titles_other_spellings_and_short_definitions(client: Client, tea: None, query: str):
    assert titles(page_of(client, f"?q={query}")) == ["Kettle"]


def test_a_filtered_page_leads_to_terms_that_are_not_on_it(client: Client, tea: None):
    assert f'href="{GLOSSARY}#term-waiting"' in page_of(client, "?q=kettle")
    assert 'href="#term-waiting"' in page_of(client)


def test_a_filter_that_leaves_nothing_leads_to_the_search(client: Client, tea: None):
    page = page_of(client, "?q=zebra")

    assert "No term for that" in page
    assert 'href="/search/?q=zebra"' in page


@pytest.mark.parametrize("query", ["%00", "'\"><script>x()</script>", "%F0%9F%90%8D", "%FF", "a" * 10_000, "*", "%25"])
def test_a_hostile_filter_is_no_error(client: Client, tea: None, query: str):
    response = client.get(f"{GLOSSARY}?q={query}")

    assert response.status_code == 200
    assert "<script>x()" not in response.content.decode()


def test_a_glossary_without_terms_says_how_it_fills(client: Client):
    assert "No terms yet" in page_of(client, at=with_terms())


def test_of_an_unpublished_course_there_is_no_glossary(client: Client):
    import_course(EXAMPLE)

    assert client.get(GLOSSARY).status_code == 404
    assert client.get("/courses/nothing/glossary/").status_code == 404


@pytest.mark.parametrize(("title", "letter"), [("asyncio", "A"), ("Éclair", "E"), ("__init__", "#"), ("λ", "#")])
def test_a_term_stands_under_its_letter(title: str, letter: str):
    assert letter_of(title) == letter


def test_accents_and_case_do_not_keep_words_apart():
    assert folded("Théorème") == folded("THEOREME")


def test_the_page_takes_four_queries_at_most(
    client: Client, ada: Person, django_assert_max_num_queries: DjangoAssertNumQueries
):
    make_library(20, seed=1)
    client.force_login(ada)

    with django_assert_max_num_queries(4):
        page_of(client, at="/courses/course-1/glossary/")


def test_the_glossary_has_no_faults_and_works_by_keyboard(page: Page, live_site: str):
    import_course(EXAMPLE, publish=True)
    page.goto(live_site + GLOSSARY)
    assert not faults_at_every_size(page)

    page.get_by_role("searchbox", name="Find a term").focus()
    page.keyboard.type("boiler")
    page.keyboard.press("Enter")

    expect(page.locator("#shown")).to_contain_text("1 of 2 terms for “boiler”")
    assert not faults_at_every_size(page)
