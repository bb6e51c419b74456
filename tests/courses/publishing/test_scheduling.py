"""What is scheduled with a section opens with it or not at all, whatever its authors do before its day."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from courses.classroom.reading.published import published_course
from courses.content.facts.mistakes import CourseRefused
from courses.content.models import Course, CourseAuthor, CoursePublication, DemoPublication, Section
from courses.content.published import published_demo
from courses.coursefiles.importing import import_course
from courses.publishing.publishing import publish_section
from courses.publishing.withdrawing import bring_back, withdraw
from courses.search.finding import find
from tests.courses.folders import EXAMPLE, edit

NOW = timezone.now()
SOON, LATER = NOW + timedelta(days=10), NOW + timedelta(days=20)


def change(tea: Course, word: str) -> None:
    """Of the glossary and of the demo that the section shows."""
    tea.terms.filter(key="kettle").update(short=f"A pot of {word}.")
    tea.demos.update(summary=f"Pages of {word}.")


def read(when: object) -> str:
    """What the glossary and the demo say on that day."""
    demo = published_demo("tea-pages", now=when)
    return f"{published_course('tea', now=when).outline['terms'][0]['short']} {demo.summary if demo else ''}"


def spoons(kettles: Section) -> Section:
    """A section that came to its course when the outline was published."""
    texts = {"quick": "Q.", "standard": "S.", "detailed": "D.", "body": "See [pages](demo:tea-pages)."}
    return Section.objects.create(
        course=kettles.course, chapter=kettles.chapter, key="spoons", title="Spoons", in_preparation=False, **texts
    )


def test_bringing_back_what_was_only_scheduled_brings_all_it_needs(kettles: Section, client: Client, barbara: Person):
    first = publish_section(kettles, by=barbara, now=NOW, visible_from=SOON)
    publish_section(kettles, by=barbara, now=NOW, visible_from=LATER)
    bring_back(first, by=barbara, now=timezone.now())

    for address in ("/", "/courses/tea/", "/courses/tea/kettles/", "/courses/tea/glossary/", "/demos/tea-pages/"):
        assert client.get(address).status_code == 200, address
    assert find("boils", now=timezone.now()).hits


def test_a_new_section_brought_back_before_its_day_is_in_the_outline(kettles: Section, client: Client):
    publish_section(kettles, by=None, now=NOW)
    first = publish_section(spoons(kettles), by=None, now=NOW, visible_from=SOON)
    assert client.get("/courses/tea/spoons/").status_code == 404
    bring_back(first, by=None, now=timezone.now())

    assert client.get("/courses/tea/spoons/").status_code == 200
    assert client.get("/courses/tea/kettles/").status_code == 200


def test_an_outline_with_mistakes_comes_with_nothing_that_is_brought_back(kettles: Section, tea: Course):
    publish_section(kettles, by=None, now=NOW)
    first = publish_section(spoons(kettles), by=None, now=NOW, visible_from=SOON)
    tea.terms.filter(key="kettle").update(text="See [there](http://10.0.0.1/).")

    with pytest.raises(CourseRefused, match="private network"):
        bring_back(first, by=None, now=timezone.now())
    assert "spoons" not in published_course("tea", now=timezone.now()).sections


def test_an_author_is_told_what_keeps_an_outline_back(kettles: Section, client: Client, barbara: Person):
    CourseAuthor.objects.create(course=kettles.course, person=barbara)
    client.force_login(barbara)
    publish_section(kettles, by=None, now=NOW, visible_from=SOON)
    address = reverse("admin:content_section_bring_back", args=[kettles.pk, 1])
    kettles.course.terms.filter(key="kettle").update(short="")

    response = client.post(address)
    assert response.status_code == 422
    assert "The short is missing." in response.content.decode()
    kettles.course.terms.filter(key="kettle").update(short="A pot.")
    assert client.post(address).status_code == 302


def test_bringing_back_leaves_the_glossary_as_it_is_where_it_has_all_that_is_needed(kettles: Section, tea: Course):
    first = publish_section(kettles, by=None, now=NOW)
    change(tea, "tomorrow")
    bring_back(first, by=None, now=timezone.now())

    assert "tomorrow" not in read(timezone.now())


def test_what_its_authors_took_back_before_its_day_does_not_open(kettles: Section, tea: Course):
    change(tea, "today")
    publish_section(kettles, by=None, now=NOW)
    change(tea, "mistakes")
    publish_section(kettles, by=None, now=NOW, visible_from=SOON)
    change(tea, "today")
    publish_section(kettles, by=None, now=NOW)

    assert read(SOON) == read(NOW) == "A pot of today. Pages of today."


def test_what_was_scheduled_with_a_withdrawn_section_does_not_open(kettles: Section, tea: Course):
    change(tea, "today")
    publish_section(kettles, by=None, now=NOW)
    change(tea, "mistakes")
    publish_section(kettles, by=None, now=NOW, visible_from=SOON)
    withdraw(kettles, now=timezone.now())

    assert published_demo("tea-pages", now=SOON).summary == "Pages of today."
    assert CoursePublication.objects.live(SOON).get().page["terms"][0]["short"] == "A pot of today."


def test_a_demo_that_was_never_read_does_not_open_without_its_section(kettles: Section):
    publish_section(kettles, by=None, now=NOW, visible_from=SOON)
    withdraw(kettles, now=timezone.now())

    assert published_demo("tea-pages", now=SOON) is None
    assert not CoursePublication.objects.live(SOON).exists()


def test_what_another_scheduled_section_needs_opens_all_the_same(kettles: Section, tea: Course):
    publish_section(kettles, by=None, now=NOW, visible_from=SOON)
    publish_section(spoons(kettles), by=None, now=NOW, visible_from=LATER)
    withdraw(kettles, now=timezone.now())

    assert published_demo("tea-pages", now=LATER)
    assert "spoons" in published_course("tea", now=LATER).sections


def test_of_two_words_of_its_authors_the_last_one_counts_whenever_each_was_to_open(kettles: Section, tea: Course):
    publish_section(kettles, by=None, now=NOW)
    change(tea, "spring")
    publish_section(spoons(kettles), by=None, now=NOW, visible_from=LATER)
    change(tea, "winter")
    publish_section(kettles, by=None, now=NOW, visible_from=SOON)

    assert read(LATER) == read(SOON) == "A pot of winter. Pages of winter."


def test_a_day_in_the_past_is_today(kettles: Section, tea: Course):
    change(tea, "mistakes")
    publish_section(kettles, by=None, now=NOW)
    change(tea, "today")
    publication = publish_section(kettles, by=None, now=NOW, visible_from=NOW - timedelta(days=1))

    assert publication.visible_from == NOW
    assert read(NOW) == "A pot of today. Pages of today."


def test_the_search_does_not_find_in_a_program_what_is_scheduled(kettles: Section, tea: Course):
    first = publish_section(kettles, by=None, now=NOW)
    variant = tea.demos.get().variants.get(key="threads")
    variant.source += "# zebrafish\n"
    variant.save()
    publish_section(kettles, by=None, now=NOW, visible_from=SOON)
    bring_back(first, by=None, now=timezone.now())

    assert not find("zebrafish", now=timezone.now()).hits
    assert find("urlopen", now=timezone.now(), kind="program").hits


def test_what_was_read_is_not_taken_back(kettles: Section):
    publish_section(kettles, by=None, now=NOW)
    DemoPublication.objects.all().take_back(NOW)

    assert published_demo("tea-pages", now=NOW)


def test_a_demo_to_which_a_term_leads_is_published_with_the_glossary(kettles: Section, tea: Course, client: Client):
    demo = tea.demos.get()
    program = demo.variants.get(key="sequential")
    demo.pk, demo.key = None, "of-a-term"
    demo.save()
    program.pk, program.demo, program.source = None, demo, "print(1)\n"
    program.save()
    tea.terms.filter(key="kettle").update(text="See [it](demo:of-a-term).")
    publish_section(kettles, by=None, now=NOW)

    assert 'href="/demos/of-a-term/"' in client.get("/courses/tea/glossary/").content.decode()
    assert client.get("/demos/of-a-term/").status_code == 200


def test_what_a_folder_no_longer_has_opens_on_no_day(kettles: Section, tea: Course, tmp_path: Path):
    folder = shutil.copytree(EXAMPLE, tmp_path / "example")
    change(tea, "tin")
    publish_section(kettles, by=None, now=NOW, visible_from=SOON)
    assert published_demo("tea-pages", now=LATER)
    edit(folder / "chapters/waiting/chapter.md", "kettles, cooks", "cooks")
    shutil.rmtree(folder / "chapters/waiting/kettles")

    import_course(folder)

    assert not published_demo("tea-pages", now=LATER)
