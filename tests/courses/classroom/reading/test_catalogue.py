"""The catalogue shows what can be read now, under its programmes, with facts that are counted, and filters it."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import DjangoAssertNumQueries
from redis.exceptions import ConnectionError as RedisIsGone

from accounts.models import Person
from courses.classroom.reading.readable import spelt
from courses.content.facts.courses import ChapterFacts, CourseFacts, ProgrammeFacts, SectionFacts
from courses.content.facts.parts import ExerciseFacts
from courses.content.models import Course, Section
from courses.coursefiles.importing import import_course
from courses.publishing.withdrawing import withdraw
from tests.bench.library import make_library, published
from tests.browser import faults_at_every_size
from tests.courses.folders import EXAMPLE

pytestmark = pytest.mark.django_db

GRADES_11 = ProgrammeFacts(key="eleven", title="Eleven", kind="academic", grades="11 to 12", curriculum="Computing")
GRADES_9 = ProgrammeFacts(key="nine", title="Nine", kind="academic", grades="9 to 10", curriculum="Mathematics")
SOFTWARE = ProgrammeFacts(key="software", title="Software engineering", kind="professional", field="Technology")
EXERCISE = ExerciseFacts(key="try", title="Try it", kind="write", text="Try.")


def make(title: str, *programmes: ProgrammeFacts, words: int = 200, **section: Any) -> Course:
    """A course with one published section of `words` words."""
    told = SectionFacts(key="one", title=f"{title}, the first", standard="word " * words, **section)
    chapter = ChapterFacts(key="chapter", title="Chapter", sections=(told,))
    return published(CourseFacts(key=title.lower(), title=title, programmes=programmes, chapters=(chapter,)))


def page_of(client: Client, query: str = "") -> str:
    response = client.get(f"/courses/{query}")
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def titles(page: str) -> list[str]:
    return re.findall(r'class="card-link" href="[^"]*">([^<]*)<', page)


def choices(page: str) -> dict[str, int]:
    """What each filter leaves."""
    first = page.partition("</form>")[2].partition("</form>")[0]
    return {name: int(count) for name, count in re.findall(r"<span>([^<]*)</span>\s*<span class=\"num\">(\d+)", first)}


def test_a_course_is_listed_with_facts_that_are_counted(client: Client):
    import_course(EXAMPLE, publish=True)
    page = page_of(client)

    facts = dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", page))

    assert facts == {"Section": "1", "To read": "1 min", "For the ear, about": "1 min", "Demo": "1"}
    assert '<a class="card-link" href="/courses/tea/">Tea and Threads</a>' in page
    assert "How to make tea for many people" in page


def test_what_a_course_does_not_have_is_not_told(client: Client):
    make("Quiet")

    assert not re.search("For the ear, about|<dt>Demo", page_of(client))


def test_a_course_without_a_readable_section_is_not_listed(client: Client):
    make("Shown")
    import_course(EXAMPLE)
    withdrawn = make("Withdrawn")
    withdraw(Section.objects.get(course=withdrawn), now=timezone.now())

    assert titles(page_of(client)) == ["Shown"]


def test_a_withdrawn_section_is_counted_no_more(client: Client):
    course = make_library(3, seed=1)[0]
    assert "<dt>Sections</dt><dd>3</dd>" in page_of(client)

    withdraw(course.sections.first(), now=timezone.now())

    assert "<dt>Sections</dt><dd>2</dd>" in page_of(client)


def test_courses_stand_under_their_programmes_bands_in_order(client: Client):
    make("Algorithms", GRADES_11)
    make("Numbers", GRADES_9)
    make("Threads", SOFTWARE)
    make("Loose")

    page = page_of(client)

    assert titles(page) == ["Numbers", "Algorithms", "Threads", "Loose"]
    assert re.findall(r"<h[23][^>]*>([^<]*)</h[23]>", page.partition('id="shown"')[2])[:8] == [
        *("Academic", "Grades 9 to 10", "Grades 11 to 12"),
        *("Professional", "Technology"),
        *("More courses", "In no programme"),
        "Interleave",
    ]


def test_a_course_of_two_programmes_stands_in_both_and_counts_once(client: Client):
    make("Threads", GRADES_11, SOFTWARE)
    page = page_of(client)

    assert titles(page) == ["Threads", "Threads"]
    assert "1 course, by programme" in page


def test_where_a_programme_is_chosen_a_course_stands_in_that_one_alone(client: Client):
    make("Threads", GRADES_11, SOFTWARE)

    page = page_of(client, "?kind=professional")

    assert titles(page) == ["Threads"]
    assert "Professional</h2>" in page
    assert "Academic</h2>" not in page


def test_choices_within_a_group_add_up_and_groups_narrow(client: Client):
    make("Algorithms", GRADES_11, exercises=(EXERCISE,))
    make("Numbers", GRADES_9)
    make("Threads", SOFTWARE, exercises=(EXERCISE,))

    assert titles(page_of(client, "?grades=9+to+10&grades=11+to+12")) == ["Numbers", "Algorithms"]
    assert titles(page_of(client, "?kind=academic&has=exercises")) == ["Algorithms"]


def test_each_choice_says_what_it_leaves_beside_the_other_groups(client: Client):
    make("Algorithms", GRADES_11, exercises=(EXERCISE,))
    make("Numbers", GRADES_9)
    make("Threads", SOFTWARE)

    left = choices(page_of(client, "?kind=academic"))

    assert (left["Academic"], left["Professional"]) == (2, 1)
    assert (left["9 to 10"], left["Technology"], left["Exercises"]) == (1, 0, 1)


def test_a_course_is_as_long_as_it_takes_to_read(client: Client):
    make("Short", words=200 * 59)
    make("Middle", words=200 * 60)
    make("Longer", words=200 * 300)
    make("Longest", words=200 * 301)

    assert titles(page_of(client, "?length=short")) == ["Short"]
    assert titles(page_of(client, "?length=middle")) == ["Longer", "Middle"]
    assert titles(page_of(client, "?length=long")) == ["Longest"]


@pytest.mark.parametrize(
    "query",
    [
        "?kind=nothing&grades=%00&subject='; DROP TABLE content_course; --",
        "?kind[]=academic",
        "?length=" + "9" * 5000,
        "?has=%F0%9F%90%8D&has=%FF",
    ],
)
def test_choices_that_do_not_exist_are_passed_over(client: Client, query: str):
    make("Threads", SOFTWARE)

    assert titles(page_of(client, query)) == ["Threads"]


def test_filters_that_leave_nothing_say_so_and_can_be_cleared(client: Client):
    make("Algorithms", GRADES_11)
    make("Threads", SOFTWARE)

    page = page_of(client, "?kind=academic&subject=Technology")

    assert "No course fits all of that" in page
    assert '<a class="btn" href="/courses/">Clear filters</a>' in page


def test_an_empty_catalogue_says_how_it_fills(client: Client):
    assert "A course appears here when its first section is published." in page_of(client)


def test_what_a_course_needs_is_named_where_it_can_be_read(client: Client):
    threads, unread = make("Threads"), Course.objects.create(key="unread", title="Unread")
    make("Async").needs.add(threads, unread)

    assert re.search(r'Needs <a href="/courses/threads/">Threads</a></span>', page_of(client))
    assert "Unread" not in page_of(client)


def test_what_an_author_wrote_reaches_the_card_as_text(client: Client):
    told = SectionFacts(key="one", title="One", standard="word")
    chapter = ChapterFacts(key="chapter", title="Chapter", sections=(told,))
    published(CourseFacts(key="bad", title="<b>x</b>", text="<script>x()</script> **bold**", chapters=(chapter,)))

    text = client.get("/courses/").content.decode()

    assert "&lt;b&gt;x&lt;/b&gt;" in text
    assert "<script>x()" not in text
    assert "**bold**" not in text


@pytest.mark.parametrize(("minutes", "said"), [(0, "0 min"), (59, "59 min"), (60, "1 h"), (125, "2 h 5 min")])
def test_minutes_are_spelt_in_hours(minutes: int, said: str):
    assert spelt(minutes) == said


def test_the_page_takes_six_queries_at_most_and_fewer_the_second_time(
    client: Client, ada: Person, django_assert_max_num_queries: DjangoAssertNumQueries
):
    make("Async", SOFTWARE, GRADES_9).needs.add(make("Threads", SOFTWARE))
    client.force_login(ada)

    with django_assert_max_num_queries(6):
        page_of(client)
    with django_assert_max_num_queries(5):
        page_of(client, "?kind=academic")


def test_without_redis_the_catalogue_is_there(client: Client, monkeypatch: pytest.MonkeyPatch):
    def gone(*_: object, **__: object) -> None:
        raise RedisIsGone

    make("Threads")
    monkeypatch.setattr("django.core.cache.backends.redis.RedisCache.get", gone)
    monkeypatch.setattr("django.core.cache.backends.redis.RedisCache.set", gone)

    assert titles(page_of(client)) == ["Threads"]


def test_the_catalogue_has_no_faults_and_works_by_keyboard(page: Page, live_site: str):
    make("Async", SOFTWARE, GRADES_9, exercises=(EXERCISE,)).needs.add(make("Threads", SOFTWARE))
    make("Loose")
    page.goto(f"{live_site}/courses/")
    assert not faults_at_every_size(page)

    page.get_by_role("checkbox", name="Academic").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{live_site}/courses/?kind=academic")
    expect(page.locator("#shown")).to_have_text("1 of 3 courses")
    assert not faults_at_every_size(page)
