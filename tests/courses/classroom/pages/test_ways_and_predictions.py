"""The form of a demo offers several ways to run its programs, and takes a prediction along."""

import pytest
from django.test import Client

from courses.content.facts.demos import DemoFacts
from sandbox.runs.capacity import Capacity, announce
from sandbox.runs.models import Submission

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
ADDRESS = "/demos/sum-of-squares/"


def test_a_demo_with_workers_offers_a_sweep_of_the_programs_that_have_them(
    client: Client, demo: DemoFacts, a_sandbox: None
):
    text = client.get(ADDRESS).content.decode()

    assert "1, 2, 4, 8 workers" in text
    assert 'data-programs="threads processes"' in text


def test_a_sweep_is_asked_for_with_the_form_of_the_demo(client: Client, demo: DemoFacts, a_sandbox: None):
    client.post(f"{ADDRESS}run/", {"variant": "processes", "way": "sweep"}, headers=HTMX)

    assert [run.workers for run in Submission.objects.get().runs.all()] == [1, 2, 4, 8]


def test_both_builds_are_offered_where_there_are_two(client: Client, demo: DemoFacts, a_sandbox: None):
    assert "On both builds" not in client.get(ADDRESS).content.decode()

    both = ("3.13.0", "3.13.0t")
    announce(Capacity(is_open=True, slots=1, cores=2, interpreters=both, default="3.13.0"), host="here")

    assert "On both builds" in client.get(ADDRESS).content.decode()


PREDICTED = {
    "variant": ["sequential", "threads"],
    "prediction-fastest": "threads",
    "prediction-ratio": "4",
    "prediction-took": "1-2",
}


def test_a_visitor_s_prediction_is_kept_with_the_comparison(client: Client, demo: DemoFacts, a_sandbox: None):
    client.post(f"{ADDRESS}run/", PREDICTED, headers=HTMX)

    assert Submission.objects.get().prediction == {"fastest": "threads", "ratio": 4, "took": "1-2"}


@pytest.mark.parametrize("change", [{"variant": "threads"}, {"variant": "threads", "way": "sweep"}])
def test_of_what_compares_no_versions_nothing_is_predicted(
    client: Client, demo: DemoFacts, a_sandbox: None, change: dict[str, str]
):
    client.post(f"{ADDRESS}run/", PREDICTED | change, headers=HTMX)

    assert Submission.objects.get().prediction == {}


def test_a_prediction_that_makes_no_sense_is_left_out_and_the_run_begins(
    client: Client, demo: DemoFacts, a_sandbox: None
):
    client.post(
        f"{ADDRESS}run/",
        PREDICTED | {"prediction-fastest": "x" * 9_000, "prediction-ratio": "3.7", "prediction-took": "soon"},
    )

    assert Submission.objects.get().prediction == {}


def test_what_was_predicted_comes_back_with_what_could_not_be_run(client: Client, demo: DemoFacts, a_sandbox: None):
    response = client.post(f"{ADDRESS}run/", PREDICTED | {"parameter-WORKERS": "many"})

    assert 'name="prediction-ratio" form="run-form" value="4" checked' in response.content.decode()
    assert 'name="prediction-took" form="run-form" value="1-2" checked' in response.content.decode()
