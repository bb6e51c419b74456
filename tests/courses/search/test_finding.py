"""The search finds what is published now, the best first, and puts mistyped words right where they find nothing."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from courses.content.models import Course, Section
from courses.coursefiles.importing import import_course
from courses.publishing.publishing import publish_section
from courses.publishing.withdrawing import bring_back, withdraw
from courses.search.finding import MOST_HITS, Found, find, is_strange, likeliest, marked
from courses.search.models import Entry, Word
from tests.bench import library
from tests.bench.library import make_library
from tests.courses.folders import EXAMPLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea(db: None) -> Course:
    return import_course(EXAMPLE, publish=True).course


def found(query: str, **how: object) -> Found:
    return find(query, now=timezone.now(), **how)


def addresses(query: str, **how: object) -> list[str]:
    return [hit.address for hit in found(query, **how).hits]


@pytest.mark.parametrize(
    ("query", "kind", "address"),
    [
        ("tea and threads", "course", "/courses/tea/"),
        ("slice the bread", "section", "/courses/tea/kettles/"),
        ("the cook is free", "dialogue", "/courses/tea/kettles/#who-boils"),
        ("post office", "audio book", "/courses/tea/kettles/#kettle-first"),
        ("urlopen", "program", "/demos/tea-pages/"),
        ("two kettles", "exercise", "/courses/tea/kettles/#two-kettles"),
        ("rhyme", "memory aid", "/courses/tea/kettles/#kettle-rhyme"),
        ("breakfast", "example", "/courses/tea/kettles/#breakfast"),
        ("water boiler", "term", "/courses/tea/glossary/#term-kettle"),
    ],
)
def test_everything_of_a_course_can_be_found(tea: Course, query: str, kind: str, address: str):
    assert address in addresses(query, kind=kind)


def test_a_title_counts_more_than_a_text(tea: Course):
    assert "<mark>" in found("kettle").hits[0].title


def test_the_last_word_may_be_a_beginning_and_all_are_needed(tea: Course):
    assert addresses("post off")
    assert not addresses("post zebra", exact=True)
    assert not addresses("pos office", exact=True)


def test_forms_of_a_word_find_each_other_and_are_no_mistake(tea: Course):
    answer = found("boiled", kind="term")

    assert (answer.meant, [hit.address for hit in answer.hits]) == ("boiled", ["/courses/tea/glossary/#term-kettle"])


@pytest.mark.parametrize("typed", ["ketle", "kettel", "kettle", "ktetle", "Ketle"])
def test_a_mistyped_word_is_put_right(tea: Course, typed: str):
    answer = found(typed)

    assert answer.meant == "kettle"
    assert answer.hits


def test_of_several_words_the_strange_one_is_put_right(tea: Course):
    assert found("watter boiler").meant == "water boiler"


def test_a_reader_who_insists_gets_what_they_typed(tea: Course):
    answer = found("ketle", exact=True)

    assert (answer.meant, answer.hits) == ("ketle", [])


def test_what_finds_nothing_even_when_put_right_stays_as_typed(tea: Course):
    answer = found("ketle breakfust zebra")

    assert (answer.meant, answer.hits) == (answer.query, [])


def test_short_words_and_words_with_digits_are_left_alone():
    assert not is_strange("zzz", ["lock"])
    assert not is_strange("sha256", ["shared"])
    assert not is_strange("loc", ["lock"])
    assert is_strange("lokc", ["lock"])


def test_the_likeliest_word_is_near_or_it_is_none():
    assert likeliest("mutliprocesing", ["multiprocessing", "processing"]) == "multiprocessing"
    assert likeliest("zebra", ["lock", "kettle"]) == "zebra"


def test_what_was_found_is_marked_and_all_else_is_text():
    assert marked("<b>\ue000x\ue001&") == "&lt;b&gt;<mark>x</mark>&amp;"


def test_a_hit_says_where_it_stands(tea: Course):
    assert [hit.context for hit in found("rhyme").hits] == [["Tea and Threads", "Kettles"]]
    assert [hit.context for hit in found("slice bread", kind="section").hits] == [["Tea and Threads"]]
    assert [hit.context for hit in found("tea threads", kind="course").hits] == [[]]


def test_at_most_forty_are_shown_and_that_there_are_more_is_told(db: None):
    make_library(10, seed=1)
    answer = found("lock")

    assert len(answer.hits) <= MOST_HITS
    assert answer.has_more
    assert not found("lock", kind="course").has_more


def test_a_program_of_two_sections_is_found_once(db: None):
    make_library(8, seed=1)

    title = Entry.objects.filter(kind="program").first().title
    assert Entry.objects.filter(kind="program").count() == 2
    assert addresses(title, kind="program") == ["/demos/course-1-demo/"]


def test_of_a_withdrawn_section_nothing_is_found_until_it_comes_back(tea: Course):
    section = Section.objects.get(key="kettles")
    withdraw(section, now=timezone.now())
    assert not addresses("kettle", exact=True)
    assert not addresses("tea threads", exact=True)

    bring_back(section.publications.first(), by=None, now=timezone.now())
    assert addresses("kettle")


def test_what_is_published_for_tomorrow_is_found_tomorrow(tea: Course):
    section, now = Section.objects.get(key="kettles"), timezone.now()
    section.title = "Samovars"
    section.save()
    publish_section(section, by=None, now=now, visible_from=now + timedelta(days=1))

    assert find("samovars", now=now, exact=True).hits == []
    assert find("bread", now=now, kind="section").hits[0].title == "Kettles"
    tomorrow = now + timedelta(days=1, seconds=1)
    assert [hit.title for hit in find("bread", now=tomorrow, kind="section").hits] == ["Samovars"]


def test_a_new_publication_takes_the_place_of_the_one_before(tea: Course):
    section = Section.objects.get(key="kettles")
    section.body = "Porcelain breaks."
    section.save()
    publish_section(section, by=None, now=timezone.now())

    assert addresses("porcelain") == ["/courses/tea/kettles/"]
    assert len(addresses("bread", kind="section")) == 1


def test_the_index_knows_its_words(tea: Course):
    assert Word.objects.filter(word="kettle").exists()
    assert not Word.objects.filter(word__contains="<").exists()


def test_a_library_is_the_same_for_the_same_seed():
    told = [library.course(random.Random(seed), 1, 4) for seed in (7, 7, 8)]

    assert told[0] == told[1]
    assert told[0] != told[2]
