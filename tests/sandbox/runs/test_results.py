"""The results of a comparison say what its times show, and nothing that they do not show."""

import html

import pytest
from django.test import Client

from accounts.models import Person
from sandbox.jobs import Job
from sandbox.runs.capacity import withdraw
from sandbox.runs.models import Submission
from sandbox.runs.predictions import Prediction
from sandbox.runs.requests import Wanted, submit
from tests.sandbox.runs.conftest import ask, asker_of, wanted
from tests.sandbox.runs.ended import end, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(ada: Person, an_open_sandbox: None) -> Submission:
    return ask(asker_of(ada), "print('one')", "print('two')")


def test_bars_appear_as_runs_end_and_are_compared_with_the_first(client: Client, ada: Person, submission: Submission):
    client.force_login(ada)
    first, second = submission.runs.all()
    end(first, seconds=4.0)
    assert "times as fast" not in text_of(client, f"/runs/{submission.pk}/results/")

    end(second, seconds=1.0)
    text = text_of(client, f"/runs/{submission.pk}/results/")

    assert "4.0 times as fast" in text
    assert 'data-fastest="1"' in text


def test_one_run_alone_is_compared_with_nothing(client: Client, ada: Person, an_open_sandbox: None):
    client.force_login(ada)
    alone = ask(asker_of(ada), "print('alone')")
    end(alone.runs.get())

    text = text_of(client, f"/runs/{alone.pk}/results/")

    assert "Finished in 1 s" in text
    assert "Time to finish" not in text


def compare(submission: Submission, *, others: float = 0.0) -> None:
    """Both of its runs have been timed twice, the second one is much quicker; `others` as seconds in each second."""
    for run, wall in zip(submission.runs.all(), (4.0, 1.0), strict=True):
        end(run, seconds=wall, timings=[(wall, 2 * wall, others * wall), (wall * 1.1, 2 * wall, others * wall * 1.1)])


def test_cpu_time_stands_beside_the_time_and_every_time_in_a_table(client: Client, ada: Person, submission: Submission):
    client.force_login(ada)
    compare(submission)

    text = text_of(client, f"/runs/{submission.pk}/results/")

    assert "8.00 s of CPU time" in text
    assert "2 repeats each" in text
    assert "<td>4.40</td>" in text
    assert "The machine was busy." not in text


def test_on_a_busy_machine_no_version_is_called_faster_and_the_reason_is_said(
    client: Client, ada: Person, submission: Submission
):
    client.force_login(ada)
    compare(submission, others=0.62)

    text = text_of(client, f"/runs/{submission.pk}/results/")

    assert "Other programs used 31% of the cores meanwhile" in text
    assert 'data-fastest=""' in text
    assert "times as fast" not in text
    assert "clear of the others" not in text


def test_the_same_can_be_run_once_more(client: Client, ada: Person, submission: Submission):
    client.force_login(ada)
    compare(submission, others=0.62)

    response = client.post(f"/runs/{submission.pk}/again/")

    repeated = Submission.objects.exclude(pk=submission.pk).get()
    assert response.url == f"/runs/{repeated.pk}/"
    jobs = [(run.key, run.label, run.job, run.timed_at_most) for run in submission.runs.all()]
    assert [(run.key, run.label, run.job, run.timed_at_most) for run in repeated.runs.all()] == jobs


def test_on_the_page_of_a_demo_it_runs_once_more_in_its_place(client: Client, ada: Person, submission: Submission):
    client.force_login(ada)
    on_a_demo = {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://testserver/demos/sum-of-squares/"}
    compare(submission, others=0.62)
    assert 'hx-target="#submission"' in client.get(f"/runs/{submission.pk}/results/", **on_a_demo).content.decode()

    response = client.post(f"/runs/{submission.pk}/again/", **on_a_demo)

    assert "<run-stream" in response.content.decode()


def test_what_cannot_be_run_once_more_is_told_on_its_own_page(
    client: Client, ada: Person, submission: Submission, an_empty_redis: None
):
    client.force_login(ada)
    compare(submission)
    withdraw()

    response = client.post(f"/runs/{submission.pk}/again/")

    assert response.status_code == 503
    assert "This was not run." in html.unescape(response.content.decode())


def test_nobody_runs_again_what_is_not_theirs(client: Client, mallory: Person, submission: Submission):
    client.force_login(mallory)

    assert client.post(f"/runs/{submission.pk}/again/").status_code == 404
    assert Submission.objects.count() == 1


def sweep(ada: Person, *walls: float, others: float = 0.0) -> Submission:
    """A program that was run with 1, 2, 4 … workers on two cores."""
    counts = [2**number for number in range(len(walls))]
    asked = [
        Wanted(
            key=f"threads-workers-{count}",
            label=f"Threads, {count} workers",
            job=Job("print(1)"),
            timed_at_most=3,
            is_recorded=False,
            workers=count,
        )
        for count in counts
    ]
    submission = submit(asked, asker=asker_of(ada), subject="demo:test", title="A test")
    for run, wall in zip(submission.runs.all(), walls, strict=True):
        end(run, seconds=wall, timings=[(wall, wall, others * wall)] * 3, cores=2)
    return submission


def test_a_sweep_shows_its_curve_its_reading_and_its_table(client: Client, ada: Person, an_open_sandbox: None):
    client.force_login(ada)
    submission = sweep(ada, 10.0, 5.25, 5.2, 5.6)

    text = text_of(client, f"/runs/{submission.pk}/results/")

    assert "4 workers on 2 cores: 1.9 times as fast as one; about 95% of the work ran in parallel." in text
    assert "more workers than cores" in text
    assert "<td>1.92\u00d7</td>" in text
    assert "data-fastest" not in text
    assert "X-ray" not in text_of(client, f"/runs/{submission.pk}/")


def test_a_sweep_on_a_busy_machine_is_not_read(client: Client, ada: Person, an_open_sandbox: None):
    client.force_login(ada)
    submission = sweep(ada, 10.0, 5.25, 5.2, 5.6, others=1.0)

    text = text_of(client, f"/runs/{submission.pk}/results/")

    assert "Other programs used 50% of the cores meanwhile" in text
    assert "times as fast" not in text
    assert "Amdahl" not in text


def test_a_sweep_that_is_run_once_more_is_a_sweep(client: Client, ada: Person, an_open_sandbox: None):
    client.force_login(ada)
    submission = sweep(ada, 4.0, 2.0)

    client.post(f"/runs/{submission.pk}/again/")

    repeated = Submission.objects.exclude(pk=submission.pk).get()
    assert [(run.workers, run.is_recorded) for run in repeated.runs.all()] == [(1, False), (2, False)]


def test_a_prediction_is_told_before_and_answered_after_the_run(client: Client, ada: Person, an_open_sandbox: None):
    client.force_login(ada)
    prediction = Prediction(fastest="1", ratio=2)
    both = wanted("print('one')", "print('two')")
    submission = submit(both, asker=asker_of(ada), subject="demo:test", title="A test", prediction=prediction)
    assert "variant 1: 2 times as fast as variant 0" in text_of(client, f"/runs/{submission.pk}/")

    compare(submission)
    text = text_of(client, f"/runs/{submission.pk}/")

    assert "Right: variant 1 finished first, in 1.00 s." in text
    assert "predicted 2, measured 4.00 times as fast" in text


def test_what_is_run_once_more_keeps_its_prediction(client: Client, ada: Person, an_open_sandbox: None):
    client.force_login(ada)
    both = wanted("print('one')", "print('two')")
    prediction = Prediction(fastest="none")
    submission = submit(both, asker=asker_of(ada), subject="demo:test", title="A test", prediction=prediction)

    client.post(f"/runs/{submission.pk}/again/")

    repeated = Submission.objects.exclude(pk=submission.pk).get()
    assert repeated.prediction == {"fastest": "none"}
