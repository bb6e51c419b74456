"""A comparison is recorded as a file, and only what may stand beside others as a reference."""

import json
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import Person
from sandbox.events import Outcome
from sandbox.jobs import Job
from sandbox.runs.models import Run, Submission
from sandbox.runs.requests import submit_again
from tests.sandbox.runs.conftest import asker_of
from tests.sandbox.runs.ended import end
from tests.sandbox.runs.referred import asked, compared, finish, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def comparison(ada: Person, an_open_sandbox: None) -> Submission:
    return compared(ada)


def test_the_file_holds_the_times_and_timelines_of_every_version(comparison: Submission):
    body = json.loads(recorded(comparison))

    assert (body["subject"], body["machine"], body["cores"]) == ("demo:test", "Eight cores", 8)
    assert [run["label"] for run in body["runs"]] == ["Sequential", "Threads"]
    assert body["runs"][0]["timings"] == [[4.0, 4.0, 0.0], [4.2, 4.1, 0.0]]
    assert all(run["timeline"] for run in body["runs"])


def test_the_same_comparison_gives_the_same_file(comparison: Submission):
    assert recorded(comparison) == recorded(comparison)


def test_the_file_tells_neither_the_asker_nor_the_submission_nor_a_program(comparison: Submission, ada: Person):
    text = recorded(comparison)

    for private in (str(comparison.pk), ada.email, ada.name, "print('the program')", "192.0.2.1"):
        assert private not in text


def refusal(submission: object, *options: str) -> str:
    with pytest.raises(CommandError) as refused:
        call_command("record_reference", str(submission), "--machine", "M", *options, stdout=StringIO())
    return str(refused.value)


@pytest.mark.parametrize("number", [str(uuid4()), "no number"])
def test_an_unknown_submission_is_refused(db: None, number: str):
    assert refusal(number) == f"There is no submission {number}."


def test_one_that_goes_on_is_refused(ada: Person, an_open_sandbox: None):
    assert "not over yet" in refusal(asked(ada).pk)


def test_one_run_alone_is_refused(ada: Person, an_open_sandbox: None):
    alone = asked(ada, labels=["Sequential"])
    finish(alone.runs.get())

    assert "no comparison" in refusal(alone.pk)


def test_a_comparison_with_a_run_that_failed_is_refused(ada: Person, an_open_sandbox: None):
    failed = asked(ada)
    first, second = failed.runs.all()
    finish(first)
    end(second, Outcome.ERROR)

    assert "Not every run finished: Threads." in refusal(failed.pk)


def test_a_reader_s_own_program_is_refused(ada: Person, an_open_sandbox: None):
    assert "reader's own program" in refusal(compared(ada, is_authored=False).pk)


def test_an_authored_program_remains_one_when_it_is_run_again(comparison: Submission, ada: Person):
    repeated = submit_again(comparison, asker=asker_of(ada))

    assert all(run.is_authored for run in repeated.runs.all())


def test_runs_that_were_not_recorded_are_refused(comparison: Submission):
    Run.objects.filter(label="Threads").update(timeline=b"")

    assert "“Threads” was not both timed and recorded" in refusal(comparison.pk)


def test_times_of_a_busy_machine_are_refused_unless_they_are_wanted(ada: Person, an_open_sandbox: None):
    busy = compared(ada, others=16.4)

    assert "busy: others used 50% of the cores" in refusal(busy.pk)
    assert json.loads(recorded(busy, "--although-busy"))["cores"] == 8


@pytest.mark.parametrize("name", ["", "  ", "a" * 81, "two\nlines", "turned \u202e round"])
def test_a_machine_has_a_name_that_can_be_printed(comparison: Submission, name: str):
    with pytest.raises(CommandError, match="The machine's name must be printable text"):
        call_command("record_reference", str(comparison.pk), "--machine", name, stdout=StringIO())


def test_a_job_s_files_are_not_in_the_file_either(ada: Person, an_open_sandbox: None):
    submission = compared(ada)
    Run.objects.update(job=Job("print(1)", files={"data.txt": "kept here"}).to_json())

    assert "kept here" not in recorded(submission)
