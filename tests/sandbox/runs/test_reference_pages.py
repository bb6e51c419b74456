"""A reference stands beside the comparisons of its subject, and its x-ray is everybody's."""

from pathlib import Path

import pytest
from django.test import Client

from accounts.models import Person
from sandbox.runs.capacity import Capacity, announce
from sandbox.runs.models import Reference, Submission
from tests.sandbox.runs.ended import text_of
from tests.sandbox.runs.referred import asked, compared, finish, loaded, recorded

pytestmark = pytest.mark.django_db
PAGE = "/runs/reference/demo:test/"


@pytest.fixture
def comparison(ada: Person, an_open_sandbox: None) -> Submission:
    return compared(ada)


@pytest.fixture
def reference(comparison: Submission, tmp_path: Path) -> Reference:
    loaded(recorded(comparison, machine="The <b>big</b> one"), tmp_path)
    return Reference.objects.get()


@pytest.fixture
def visit(client: Client, ada: Person) -> Client:
    client.force_login(ada)
    return client


def results(visit: Client, submission: Submission) -> str:
    return text_of(visit, f"/runs/{submission.pk}/results/")


def test_it_stands_beside_the_bars_with_its_place_its_ratios_and_its_clock(
    visit: Client, comparison: Submission, reference: Reference
):
    text = results(visit, comparison)

    assert "Beside it: The <b>big</b> one, 8 cores, Python" in text
    assert text.count("4.0 times as fast") == 3  # of the run's own bars, of the reference's, and in its table
    assert "on a clock of its own" in text
    assert f'href="{PAGE}"' in text


def test_the_name_of_a_machine_is_no_markup(visit: Client, comparison: Submission, reference: Reference):
    raw = visit.get(f"/runs/{comparison.pk}/results/").content.decode()

    assert "The &lt;b&gt;big&lt;/b&gt; one" in raw
    assert "<b>big" not in raw


def test_without_a_reference_nothing_is_said_of_one(visit: Client, comparison: Submission):
    assert "Beside it" not in results(visit, comparison)


def test_it_does_not_stand_beside_other_versions(visit: Client, ada: Person, reference: Reference):
    other = asked(ada, labels=["Threads, 3.13", "Threads, 3.13t"])
    for run in other.runs.all():
        finish(run)

    assert "Beside it" not in results(visit, other)


def test_it_does_not_stand_beside_one_run_alone(visit: Client, ada: Person, reference: Reference):
    alone = asked(ada, labels=["Threads"])
    finish(alone.runs.get())

    assert "Beside it" not in results(visit, alone)


@pytest.mark.parametrize(("cores", "is_said"), [(1, True), (2, False)])
def test_where_a_run_has_one_core_it_says_what_cannot_appear_here(
    visit: Client, comparison: Submission, reference: Reference, cores: int, is_said: bool
):
    announce(Capacity(is_open=True, slots=1, cores=cores))

    assert ("no speed-up of computing can appear" in results(visit, comparison)) is is_said


def test_a_busy_reference_calls_nothing_faster(visit: Client, ada: Person, an_open_sandbox: None, tmp_path: Path):
    loaded(recorded(compared(ada, others=16.0), "--although-busy"), tmp_path)
    quiet = compared(ada)

    text = results(visit, quiet)

    assert "That machine was busy meanwhile" in text
    assert text.count("4.0 times as fast") == 1  # of the run's own bars


def test_its_timelines_are_not_read_for_the_bars(visit: Client, comparison: Submission, reference: Reference):
    Reference.objects.update(timelines={})

    assert "Beside it" in results(visit, comparison)


def test_everybody_sees_its_x_ray_with_the_lanes_of_every_run(client: Client, reference: Reference):
    text = text_of(client, PAGE)

    assert "Reference: A test" in text
    assert text.count('class="lane"') == 10
    assert "correct" not in text


def test_its_x_ray_is_fetched_closer_as_a_fragment(client: Client, reference: Reference):
    text = text_of(client, f"{PAGE}x-ray/?from=0.01&to=0.02")

    assert "A window of" in text
    assert "<html" not in text


def test_its_page_leads_to_nobody_s_run(client: Client, comparison: Submission, reference: Reference, ada: Person):
    text = text_of(client, PAGE)

    assert str(comparison.pk) not in text
    assert ada.name not in text


@pytest.mark.parametrize("address", ["/runs/reference/demo:none/", "/runs/reference/demo:none/x-ray/"])
def test_where_there_is_none_there_is_no_page(client: Client, db: None, address: str):
    assert client.get(address).status_code == 404


def test_timelines_of_a_form_that_is_no_longer_read_are_not_there(client: Client, reference: Reference):
    Reference.objects.update(timelines=dict.fromkeys(reference.timelines, "bm9uZQ=="))

    assert client.get(PAGE).status_code == 404
