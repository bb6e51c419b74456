"""A section's page: learners read its publication, whole, in few queries, and safe against what is sent to it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from courses.content.models import Course, Section
from courses.enrollment.models import Enrolment, PartProgress, SectionFinish
from courses.publishing.publishing import publish_section
from courses.publishing.withdrawing import withdraw
from tests.courses.classroom.reading.conftest import tell

KETTLES = "/courses/tea/kettles/"
EVERYTHING = [
    "overview",
    "body",
    "who-boils",
    "kettle-first",
    "concepts",
    "breakfast",
    "kettle-rhyme",
    "cards",
    "first-things",
    "two-kettles",
    "references",
]


@pytest.fixture
def kettles(tea: Course) -> Section:
    return Section.objects.get(course=tea, key="kettles")


def test_every_part_stands_on_the_page(client: Client, kettles: Section):
    page = client.get(KETTLES).content.decode()

    for text in (
        "Who does the work",
        "Begin with what waits",
        "Ten cups, one cook",
        "then slice",
        "What needs no hands",
    ):
        assert text in page
    assert "Chapter" in page or "3 Waiting" in page
    assert 'href="#term-kettle"' in page
    assert 'class="xray"' in page
    assert 'alt="Two cups side by side, one full and one empty."' in page


def test_it_asks_the_database_few_questions(
    client: Client, ada: Person, enrolled: Enrolment, django_assert_max_num_queries
):
    with django_assert_max_num_queries(2):
        Client().get(KETTLES)
    client.force_login(ada)
    with django_assert_max_num_queries(6):
        client.get(KETTLES)


def test_an_edit_changes_nothing_until_it_is_published(client: Client, kettles: Section):
    kettles.body = "Another text."
    kettles.save()
    assert "Another text." not in client.get(KETTLES).content.decode()

    publish_section(kettles, by=None, now=timezone.now())
    assert "Another text." in client.get(KETTLES).content.decode()


def test_answers_and_solutions_do_not_travel_with_the_page(client: Client, kettles: Section):
    page = client.get(KETTLES).content.decode()

    assert "Its waiting then overlaps" not in page
    assert "print(&quot;two&quot;)" not in page


def test_the_depth_that_was_chosen_comes_back(client: Client, kettles: Section):
    client.cookies["overview-depth"] = "detailed"
    assert 'value="detailed" checked' in client.get(KETTLES).content.decode()

    client.cookies["overview-depth"] = "<script>"
    assert 'value="standard" checked' in client.get(KETTLES).content.decode()


def test_an_unwritten_section_is_named_and_cannot_be_read(client: Client, kettles: Section):
    assert "being written" in client.get(KETTLES).content.decode()
    assert client.get("/courses/tea/cooks/").status_code == 404


def test_a_withdrawn_section_says_so_and_keeps_what_was_done(client: Client, ada: Person, enrolled, kettles: Section):
    client.force_login(ada)
    tell(client, ("kettles", "overview"))
    withdraw(kettles, now=timezone.now())

    response = client.get(KETTLES)
    assert response.status_code == 410
    assert "has been withdrawn" in response.content.decode()
    assert PartProgress.objects.count() == 1


def test_a_withdrawn_section_goes_by_the_title_that_was_read(client: Client, kettles: Section):
    withdraw(kettles, now=timezone.now())
    Section.objects.filter(pk=kettles.pk).update(title="A title in the making")

    for response in (client.get(KETTLES), client.post(f"{KETTLES}questions/x/")):
        assert response.status_code == 410
        assert "A title in the making" not in response.content.decode()
        assert "“Kettles” has been withdrawn" in response.content.decode()


def test_a_withdrawn_section_that_is_scheduled_still_says_so(client: Client, kettles: Section):
    withdraw(kettles, now=timezone.now())
    publish_section(kettles, by=None, now=timezone.now(), visible_from=timezone.now() + timedelta(days=1))

    assert client.get(KETTLES).status_code == 410


def test_of_a_section_that_was_withdrawn_before_its_day_nobody_hears(client: Client, tea: Course):
    cooks = Section.objects.get(key="cooks")
    cooks.in_preparation, cooks.quick, cooks.standard, cooks.detailed, cooks.body = False, "Q.", "S.", "D.", "B."
    cooks.save()
    publish_section(cooks, by=None, now=timezone.now(), visible_from=timezone.now() + timedelta(days=1))
    withdraw(cooks, now=timezone.now())

    assert client.get("/courses/tea/cooks/").status_code == 404


def test_a_wrong_answer_is_explained_option_by_option(client: Client, kettles: Section):
    page = client.post(f"{KETTLES}questions/first-things/", {"option": "1"}).content.decode()

    assert "Its waiting then overlaps with the rest." in page
    assert "The kettle could have boiled meanwhile." in page
    assert "Not quite" in page


@pytest.mark.parametrize("option", ["9", "-1", "x", "", "٣", "1" * 400])
def test_an_answer_that_is_none_is_asked_for_again(client: Client, kettles: Section, option: str):
    response = client.post(f"{KETTLES}questions/first-things/", {"option": option})

    assert response.status_code == 200
    assert "Its waiting then overlaps" not in response.content.decode()


def test_an_answer_counts_as_progress_for_who_is_enrolled(client: Client, ada: Person, enrolled: Enrolment):
    client.force_login(ada)
    client.post(f"{KETTLES}questions/first-things/", {"option": "0"})

    assert list(PartProgress.objects.values_list("part_key", "how")) == [("first-things", "answered")]


def test_solutions_are_for_who_is_enrolled_and_asks_for_them(client: Client, ada: Person, enrolled: Enrolment):
    address = f"{KETTLES}exercises/two-kettles/"
    assert client.get(f"{address}solution/").status_code == 302
    assert client.post(f"{address}give-up/").status_code == 403

    client.force_login(ada)
    assert client.get(f"{address}solution/").status_code == 302
    assert "print(&quot;two&quot;)" not in client.get(address).content.decode()
    assert "two" in client.post(f"{address}give-up/", follow=True).content.decode()


def test_progress_is_kept_and_the_place_is_found_again(client: Client, ada: Person, enrolled: Enrolment):
    client.force_login(ada)
    assert tell(client, ("kettles", "overview"), ("kettles", "overview"), at=("kettles", "overview")) == 200

    assert PartProgress.objects.count() == 1
    page = client.get("/courses/tea/").content.decode()
    assert 'href="/courses/tea/kettles/#overview"' in page
    assert "1 of 11 parts done" in page


def test_progress_needs_an_enrolment(client: Client, ada: Person, kettles: Section):
    assert tell(client, ("kettles", "overview")) == 403
    client.force_login(ada)
    assert tell(client, ("kettles", "overview")) == 403


@pytest.mark.parametrize(
    "body",
    ["", "[]", "1", '{"done": 3}', '{"done": [["a"]]}', '{"done": [[1, 2, 3, 4]]}', '{"at": 1}', "[" * 5_000, "\x00"],
)
def test_what_is_no_progress_is_refused(client: Client, ada: Person, enrolled: Enrolment, body: str):
    client.force_login(ada)
    response = client.post("/courses/tea/progress/", body, content_type="application/json")

    assert response.status_code == 400
    assert not PartProgress.objects.exists()


def test_parts_that_are_none_are_left_out(client: Client, ada: Person, enrolled: Enrolment):
    client.force_login(ada)

    assert tell(client, ("kettles", "gold"), ("cooks", "overview"), ("x" * 500, "y")) == 200
    assert not PartProgress.objects.exists()


def test_what_changed_since_one_finished_is_told(client: Client, ada: Person, enrolled: Enrolment, kettles: Section):
    client.force_login(ada)
    tell(client, *[("kettles", part) for part in EVERYTHING])
    assert SectionFinish.objects.get().publication_number == 1
    kettles.quick = "Begin with the kettle."
    kettles.save()
    publish_section(kettles, by=None, now=timezone.now())

    assert "See what changed" in client.get(KETTLES).content.decode()
    changes = client.get(f"{KETTLES}changes/").content.decode()
    assert "Begin with the kettle." in changes
    assert "11 of 11 parts done" in client.get(KETTLES).content.decode()

    assert client.post(f"{KETTLES}changes/").url == KETTLES
    assert "See what changed" not in client.get(KETTLES).content.decode()


def test_a_section_is_finished_when_its_last_open_part_is_taken_out(
    client: Client, ada: Person, enrolled: Enrolment, kettles: Section
):
    client.force_login(ada)
    tell(client, *[("kettles", part) for part in EVERYTHING if part != "two-kettles"])
    assert not SectionFinish.objects.exists()
    kettles.exercises.all().delete()
    publish_section(kettles, by=None, now=timezone.now())

    tell(client, ("kettles", "overview"))
    assert SectionFinish.objects.get().publication_number == 2


@pytest.mark.parametrize("part", ["\ud800", "\x00", "gold", "x" * 500])
def test_a_place_that_is_none_is_not_kept(client: Client, ada: Person, enrolled: Enrolment, part: str):
    client.force_login(ada)

    assert tell(client, ("kettles", "overview"), at=("kettles", part)) == 200
    enrolled.refresh_from_db()
    assert enrolled.part_key == ""


def test_a_picture_never_changes_and_acts_nowhere(client: Client, kettles: Section):
    page = client.get(KETTLES).content.decode()
    address = page.partition('<img src="')[2].partition('"')[0]

    response = client.get(address)
    assert response["Content-Type"] == "image/svg+xml"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "immutable" in response["Cache-Control"]
    assert client.get("/pictures/0/").status_code == 404
