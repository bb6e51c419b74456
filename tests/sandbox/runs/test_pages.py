"""A submission can be opened again at its address, by whoever asked for it, with what it did and what was run."""

import html
from collections.abc import Sequence

import pytest
from django.test import Client

from accounts.models import Person
from sandbox.events import End, Event, Frame, Outcome, Stack, Stderr
from sandbox.jobs import Job
from sandbox.runs.capacity import withdraw
from sandbox.runs.finishing import end_row
from sandbox.runs.models import Run, Submission
from sandbox.runs.predictions import Prediction
from sandbox.runs.requests import Wanted, submit
from sandbox.runs.streaming.messages import StreamedEvent
from sandbox.runs.streaming.transcript import Entry, Transcript
from tests.sandbox.runs.conftest import ask, asker_of, wanted

pytestmark = pytest.mark.django_db

type Timings = Sequence[tuple[float, float, float]]
"""Of each time that it was timed: seconds on the wall, of its CPU, of others."""
TRACEBACK = """Traceback (most recent call last):
  File "/tmp/main.py", line 3, in <module>
    1 / 0
ZeroDivisionError: division by zero
"""


@pytest.fixture
def submission(ada: Person, an_open_sandbox: None) -> Submission:
    return ask(asker_of(ada), "print('one')", "print('two')")


def end(
    run: Run,
    outcome: Outcome = Outcome.FINISHED,
    *,
    seconds: float = 1.0,
    stderr: str = "",
    said: Event | None = None,
    timings: Timings = (),
    cores: int = 0,
) -> None:
    """The end of a run as a worker writes it: outcome, figures, and what the program said."""
    told = End(outcome=outcome, exit_code=0, wall_seconds=seconds, cpu_seconds=0.1, peak_memory_bytes=2**20)
    transcript = Transcript(run=run.key, attempt=1)
    streamed = StreamedEvent.of_event(said or Stderr(at=0.1, text=stderr), run=run.key, attempt=1)
    packed = transcript.pack(also=Entry(1, "1-1", streamed.payload()))
    Run.objects.filter(pk=run.pk).update(attempt=1)
    assert end_row(
        Run.objects.filter(pk=run.pk), run.submission_id, told, transcript=packed, timings=timings, cores=cores
    )


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def test_it_shows_the_programs_that_were_run(client: Client, ada: Person, submission: Submission):
    client.force_login(ada)
    text = text_of(client, f"/runs/{submission.pk}/")

    assert "The programs that were run" in text
    assert "variant 0" in text and "variant 1" in text  # noqa: PT018


def test_a_run_of_somebody_else_is_not_there(client: Client, mallory: Person, submission: Submission):
    client.force_login(mallory)

    assert client.get(f"/runs/{submission.pk}/").status_code == 404
    assert client.get(f"/runs/{submission.pk}/results/").status_code == 404


def test_without_a_script_it_says_how_many_are_ahead_and_how_to_look_again(
    client: Client, ada: Person, mallory: Person, an_open_sandbox: None
):
    ask(asker_of(mallory))
    submission = ask(asker_of(ada))
    client.force_login(ada)

    text = text_of(client, f"/runs/{submission.pk}/")

    assert "One run is ahead of yours." in text
    assert "Reload to see how far it is" in text


def test_nothing_is_reloaded_once_it_is_over(client: Client, ada: Person, submission: Submission):
    client.force_login(ada)
    for run in submission.runs.all():
        end(run)

    assert "Reload" not in text_of(client, f"/runs/{submission.pk}/")


def test_bars_appear_as_runs_end_and_are_compared_with_the_first(client: Client, ada: Person, submission: Submission):
    client.force_login(ada)
    first, second = submission.runs.all()
    end(first, seconds=4.0)
    assert "times faster" not in text_of(client, f"/runs/{submission.pk}/results/")

    end(second, seconds=1.0)
    text = text_of(client, f"/runs/{submission.pk}/results/")

    assert "4.0 times faster" in text
    assert 'data-fastest="1"' in text


def test_one_run_alone_is_compared_with_nothing(client: Client, ada: Person, an_open_sandbox: None):
    client.force_login(ada)
    alone = ask(asker_of(ada), "print('alone')")
    end(alone.runs.get())

    text = text_of(client, f"/runs/{alone.pk}/results/")

    assert "Finished in 1 s" in text
    assert "Time to finish" not in text


def test_an_error_comes_with_its_line_python_s_words_and_what_to_do(
    client: Client, ada: Person, submission: Submission
):
    client.force_login(ada)
    first, _ = submission.runs.all()
    end(first, Outcome.ERROR, stderr=TRACEBACK)

    text = text_of(client, f"/runs/{submission.pk}/results/")

    assert 'data-line="3"' in text
    assert "ZeroDivisionError on line 3" in text
    assert "ZeroDivisionError: division by zero</code>" in text


def test_what_a_program_prints_is_text_and_never_markup(client: Client, ada: Person, submission: Submission):
    client.force_login(ada)
    for run in submission.runs.all():
        end(run, Outcome.ERROR, stderr='Traceback (most recent call last)\n<script src="//x">Error: <b>')

    page = client.get(f"/runs/{submission.pk}/").content.decode()

    assert "&lt;script src=" in page
    assert '<script src="//x">' not in page


def test_a_deadlock_comes_with_the_line_at_which_each_thread_waits(client: Client, ada: Person, submission: Submission):
    client.force_login(ada)
    first, _ = submission.runs.all()
    library = Frame(file="/usr/lib/python3.13/threading.py", line=99, function="Thread.join")
    frames = (library, Frame(file="/tmp/main.py", line=1, function="<module>"))
    end(first, Outcome.DEADLOCK, said=Stack(at=3.0, process="MainProcess", thread="<b>Main", frames=frames))

    page = client.get(f"/runs/{submission.pk}/results/").content.decode()
    text = html.unescape(page)

    assert "waits on line 1: <code>print('one')</code>" in text
    assert text.index("main.py, line 1, in") < text.index("in Thread.join")
    assert "&lt;b&gt;Main" in page


def test_a_stack_that_cannot_be_read_is_left_out(client: Client, ada: Person, submission: Submission):
    client.force_login(ada)
    first, _ = submission.runs.all()
    end(first, Outcome.DEADLOCK, said=Stack(at=-1.0, process="MainProcess", thread="Main", frames=()))

    assert "No thread can move" in text_of(client, f"/runs/{submission.pk}/results/")


@pytest.mark.parametrize("outcome", [each for each in Outcome if each is not Outcome.FINISHED])
def test_every_outcome_has_a_title_on_the_page(client: Client, ada: Person, submission: Submission, outcome: Outcome):
    client.force_login(ada)
    first, _ = submission.runs.all()
    end(first, outcome)

    assert 'class="verdict"' in text_of(client, f"/runs/{submission.pk}/results/")


def test_a_comparison_that_was_stopped_says_so_once(client: Client, ada: Person, submission: Submission):
    client.force_login(ada)
    for run in submission.runs.all():
        end(run, Outcome.STOPPED)

    assert text_of(client, f"/runs/{submission.pk}/results/").count('class="verdict"') == 1


def test_to_look_at_a_run_makes_nobody_a_visitor(client: Client, submission: Submission):
    response = client.get(f"/runs/{submission.pk}/")

    assert response.status_code == 404
    assert not response.cookies


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
    assert "times faster" not in text
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

    assert "4 workers on 2 cores: 1.9 times faster than one; about 95% of the work ran in parallel." in text
    assert "more workers than cores" in text
    assert "<td>1.92\u00d7</td>" in text
    assert "data-fastest" not in text
    assert "X-ray" not in text_of(client, f"/runs/{submission.pk}/")


def test_a_sweep_on_a_busy_machine_is_not_read(client: Client, ada: Person, an_open_sandbox: None):
    client.force_login(ada)
    submission = sweep(ada, 10.0, 5.25, 5.2, 5.6, others=1.0)

    text = text_of(client, f"/runs/{submission.pk}/results/")

    assert "Other programs used 50% of the cores meanwhile" in text
    assert "times faster" not in text
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
    assert "variant 1, 2 times as fast as variant 0" in text_of(client, f"/runs/{submission.pk}/")

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
