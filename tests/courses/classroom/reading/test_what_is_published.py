"""Readers meet what is published and nothing else: no title of a draft, no link that leads nowhere, no empty course."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from courses.content.models import Course, Section
from courses.coursefiles.importing import import_course
from courses.enrollment.classes import form_class
from courses.enrollment.models import Enrolment
from courses.enrollment.progress import finish, remember_place
from courses.publishing.publishing import publish_section
from courses.publishing.withdrawing import bring_back, withdraw
from tests.courses.classroom.reading.conftest import tell
from tests.courses.folders import edit, example

__all__ = ["example"]

KETTLES = "/courses/tea/kettles/"
TEA = ("/", "/courses/", "/courses/tea/", KETTLES, "/courses/tea/glossary/", "/search/?q=kettle")


@pytest.fixture
def kettles(tea: Course) -> Section:
    return Section.objects.get(course=tea, key="kettles")


def publish_cooks(course: Course) -> Section:
    cooks = Section.objects.get(course=course, key="cooks")
    cooks.in_preparation, cooks.quick, cooks.standard, cooks.detailed, cooks.body = False, "Q.", "S.", "D.", "B."
    cooks.save()
    publish_section(cooks, by=None, now=timezone.now())
    return cooks


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.parametrize("address", TEA)
def test_the_title_of_a_course_is_the_one_that_was_published(client: Client, tea: Course, address: str):
    assert "Tea and Threads" in text_of(client, address)
    Course.objects.filter(pk=tea.pk).update(title="A title in the making")

    assert "A title in the making" not in text_of(client, address)


@pytest.mark.parametrize("address", TEA)
def test_of_a_course_that_is_needed_and_not_published_nobody_hears(client: Client, tea: Course, address: str):
    tea.needs.add(Course.objects.create(key="hidden", title="A course in the making"))

    assert "A course in the making" not in text_of(client, address)
    assert "/courses/hidden/" not in text_of(client, address)


def test_a_course_that_is_needed_is_named_as_it_is_published(client: Client, tea: Course, example: Path):
    edit(example / "course.md", "{#tea}", "{#water}")
    (example / "demos/tea-pages").rename(example / "demos/water-pages")
    for file in ("section.md", "examples.md"):
        path = example / "chapters/waiting/kettles" / file
        path.write_text(path.read_text().replace("tea-pages", "water-pages"))
    water = import_course(example, publish=True).course
    tea.needs.add(water)
    Course.objects.filter(pk=water.pk).update(title="A title in the making")

    assert 'builds on <a href="/courses/water/">Tea and Threads</a>' in text_of(client, "/courses/tea/")


def test_a_link_to_a_section_is_text_until_it_can_be_read(client: Client, kettles: Section):
    assert "See cooks." in text_of(client, KETTLES)

    cooks = publish_cooks(kettles.course)
    assert 'See <a href="/courses/tea/cooks/"' in text_of(client, KETTLES)
    withdraw(cooks, now=timezone.now())
    assert "See cooks." in text_of(client, KETTLES)


def test_also_in_the_glossary_and_in_what_explains_an_answer(client: Client, kettles: Section):
    kettles.course.terms.update(text="Ask [the cooks](section:cooks).")
    kettles.questions.get().options.update(explanation="Ask [the cooks](section:cooks).")
    publish_section(kettles, by=None, now=timezone.now())

    explained = client.post(f"{KETTLES}questions/first-things/", {"option": "0"}).content.decode()
    for page in (text_of(client, "/courses/tea/glossary/"), explained):
        assert "Ask the cooks." in page


def test_an_outline_without_a_section_that_was_ever_read_is_no_course(client: Client, db: None, example: Path):
    edit(example / "chapters/waiting/kettles/section.md", "concepts:", "in preparation: yes\nconcepts:")
    tea = import_course(example, publish=True).course

    for address in ("/courses/tea/", "/courses/tea/glossary/", "/courses/tea/enrol/"):
        assert client.get(address).status_code == 404
    assert client.get("/").status_code == 200
    publish_cooks(tea)
    assert client.get("/courses/tea/").status_code == 200


def test_a_course_all_of_which_is_withdrawn_keeps_its_page(client: Client, kettles: Section):
    withdraw(kettles, now=timezone.now())

    assert client.get("/courses/tea/").status_code == 200
    assert client.get("/courses/tea/glossary/").status_code == 200
    assert "Tea and Threads" not in text_of(client, "/")


def test_the_home_page_survives_that_the_course_one_was_in_cannot_be_read(
    client: Client, ada: Person, enrolled: Enrolment, kettles: Section
):
    remember_place(ada, enrolled.course_id, section="kettles", part="body", now=timezone.now())
    withdraw(kettles, now=timezone.now())
    client.force_login(ada)

    assert client.get("/").status_code == 200


def test_a_class_may_gather_before_its_course_can_be_read(client: Client, ada: Person, db: None, example: Path):
    tea = import_course(example).course
    code = form_class(tea, name="Morning").code
    client.force_login(ada)

    response = client.post("/join/", {"code": code})
    assert response.status_code == 200
    assert "You are in the class “Morning”" in response.content.decode()
    assert "Tea and Threads" not in response.content.decode()
    assert Enrolment.objects.get().course_class_id


def test_who_finished_a_section_is_told_of_changes_alone(
    client: Client, ada: Person, enrolled: Enrolment, kettles: Section
):
    client.force_login(ada)
    finish(ada, enrolled.course_id, "kettles", publication=1, now=timezone.now())
    publish_section(kettles, by=None, now=timezone.now())
    assert "See what changed" not in text_of(client, KETTLES)

    kettles.questions.get().options.update(explanation="It is another one.")
    publish_section(kettles, by=None, now=timezone.now())
    assert "See what changed" in text_of(client, KETTLES)

    bring_back(kettles.publications.get(number=1), by=None, now=timezone.now())
    assert "See what changed" not in text_of(client, KETTLES)


def test_a_section_that_was_finished_long_ago_asks_no_more_questions(
    client: Client, ada: Person, enrolled: Enrolment, kettles: Section, django_assert_max_num_queries
):
    client.force_login(ada)
    tell(client, ("kettles", "overview"))
    finish(ada, enrolled.course_id, "kettles", publication=1, now=timezone.now() - timedelta(days=1))
    publish_section(kettles, by=None, now=timezone.now())

    with django_assert_max_num_queries(6):
        client.get(KETTLES)
