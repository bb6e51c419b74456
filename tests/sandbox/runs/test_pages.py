"""A submission can be opened again at its address, by whoever asked for it, with what it did and what was run."""

import html

import pytest
from django.test import Client

from accounts.models import Person
from sandbox.events import Frame, Outcome, Stack
from sandbox.runs.models import Submission
from tests.sandbox.runs.conftest import ask, asker_of
from tests.sandbox.runs.ended import end, text_of

pytestmark = pytest.mark.django_db

TRACEBACK = """Traceback (most recent call last):
  File "/tmp/main.py", line 3, in <module>
    1 / 0
ZeroDivisionError: division by zero
"""


@pytest.fixture
def submission(ada: Person, an_open_sandbox: None) -> Submission:
    return ask(asker_of(ada), "print('one')", "print('two')")


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
