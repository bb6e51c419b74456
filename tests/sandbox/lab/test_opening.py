"""A program from elsewhere is opened in the lab, and explored by the lab's rules: one's own needs an account."""

import html
import re
from http import HTTPStatus
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import Person
from sandbox.jobs import Job
from sandbox.lab.opening import hand_over
from sandbox.runs.asking import VISITOR, Asker
from sandbox.runs.models import Run, Submission
from sandbox.runs.refusals import CannotBeRun, TooManyRuns
from sandbox.runs.requests import Wanted, submit
from tests.sandbox.lab.explored import end_explored, question_of
from tests.sandbox.lab.test_pages import HTMX
from tests.sandbox.runs.ended import text_of

pytestmark = pytest.mark.django_db

SOURCE = "import threading\nprint('opened')\n"
KEY = re.compile(r'data-program="(opened-[0-9a-f]{12})"')


@pytest.fixture
def visitor(client: Client) -> Asker:
    """Of the client's own browser."""
    session = client.session
    session[VISITOR] = "somebody"
    session.save()
    return Asker(person=None, visitor="somebody", address="192.0.2.7")


def opened(asker: Asker, source: str = SOURCE, *, is_authored: bool = True) -> str:
    return hand_over(source, label="Threads", is_authored=is_authored, asker=asker)


def key_in(text: str) -> str:
    [key] = set(KEY.findall(text))
    return str(key)


def form(client: Client, address: str, **fields: str) -> dict[str, Any]:
    """As the page at the address sends it: the fields that find the program again, and its key."""
    text = text_of(client, address)
    hidden = re.findall(r'<input type="hidden" name="(opened|run)" value="([^"]+)">', text)
    return {"program": key_in(text), **dict(hidden), **fields}


def ran(asker: Asker, *, is_authored: bool) -> Run:
    wanted = Wanted(key="threads", label="Threads, 4", job=Job(SOURCE), is_authored=is_authored)
    return submit([wanted], asker=asker, subject="demo:sums", title="Sums").runs.get()


def test_the_page_shows_it_under_its_own_label_first_and_the_others_after_it(client: Client, visitor: Asker):
    text = text_of(client, opened(visitor))

    assert SOURCE in text
    assert text.index(">Threads</button>") < text.index(">Lost update</button>")
    assert f'data-shown="{key_in(text)}"' in text


def test_a_visitor_explores_an_author_s_text_as_it_stands(client: Client, visitor: Asker, an_open_sandbox: None):
    client.post("/lab/explore/", form(client, opened(visitor)))
    submission = Submission.objects.get()

    assert question_of(submission)["source"] == SOURCE
    assert submission.runs.get().label == "Threads"


def test_a_visitor_s_own_text_is_opened_and_not_explored(client: Client, visitor: Asker, an_open_sandbox: None):
    address = opened(visitor, is_authored=False)
    response = client.post("/lab/explore/", form(client, address), headers=HTMX)

    assert response.status_code == HTTPStatus.FORBIDDEN
    assert html.escape(address.replace("=", "%3D").replace("?", "%3F")) in response.content.decode()
    assert not Submission.objects.exists()


def test_what_a_visitor_changed_is_no_longer_the_author_s(client: Client, visitor: Asker, an_open_sandbox: None):
    fields = form(client, opened(visitor))
    response = client.post("/lab/explore/", {**fields, f"source-{fields['program']}": "print(2)\n"}, headers=HTMX)

    assert response.status_code == HTTPStatus.FORBIDDEN


def test_nobody_says_of_a_text_that_it_is_an_author_s(client: Client, visitor: Asker, an_open_sandbox: None):
    for forged in ({"opened": "0" * 32}, {"opened": "../1"}, {"run": "no number"}, {"is_authored": "1"}):
        fields = {"program": "opened-0123456789ab", "source-opened-0123456789ab": SOURCE, **forged}
        response = client.post("/lab/explore/", fields, headers=HTMX)
        assert response.status_code == HTTPStatus.FORBIDDEN

    assert not Submission.objects.exists()


def test_a_person_explores_their_own(client: Client, ada: Person, an_open_sandbox: None):
    client.force_login(ada)
    address = opened(Asker(person=ada, visitor="", address=""), is_authored=False)
    client.post("/lab/explore/", form(client, address))

    assert question_of(Submission.objects.get())["source"] == SOURCE


def test_what_was_explored_is_shown_and_explored_again_by_a_visitor(
    client: Client, visitor: Asker, an_open_sandbox: None
):
    client.post("/lab/explore/", form(client, opened(visitor)))
    submission = Submission.objects.get()
    end_explored(submission)
    cache.clear()

    address = f"/lab/{submission.pk}/"
    assert SOURCE in text_of(client, address)
    client.post("/lab/explore/", form(client, address))

    assert Submission.objects.count() == 2


def test_what_is_kept_no_longer_is_said_to_be_gone(client: Client, visitor: Asker, an_open_sandbox: None):
    address = opened(visitor)
    fields = form(client, address)
    cache.clear()

    assert "That program is no longer kept here." in text_of(client, address)
    response = client.post("/lab/explore/", fields, headers=HTMX)
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Open it again on its own page." in response.content.decode()


def test_a_run_s_own_page_leads_to_its_program_in_the_lab(client: Client, visitor: Asker, an_open_sandbox: None):
    run = ran(visitor, is_authored=True)

    assert f'href="/lab/?run={run.pk}"' in text_of(client, f"/runs/{run.submission_id}/")
    assert SOURCE in text_of(client, f"/lab/?run={run.pk}")


@pytest.mark.parametrize(("is_authored", "status"), [(True, HTTPStatus.FOUND), (False, HTTPStatus.FORBIDDEN)])
def test_of_what_a_run_ran_a_visitor_explores_an_author_s_text_alone(
    client: Client, visitor: Asker, an_open_sandbox: None, is_authored: bool, status: HTTPStatus
):
    run = ran(visitor, is_authored=is_authored)

    assert client.post("/lab/explore/", form(client, f"/lab/?run={run.pk}")).status_code == status


def test_what_somebody_else_ran_is_not_opened(client: Client, ada: Person, an_open_sandbox: None):
    run = ran(Asker(person=ada, visitor="", address=""), is_authored=True)
    text = text_of(client, f"/lab/?run={run.pk}")

    assert SOURCE not in text
    assert "That program is no longer kept here." in text


def test_what_could_never_be_run_is_not_taken_over(visitor: Asker):
    with pytest.raises(CannotBeRun):
        opened(visitor, "\0")


def test_who_opens_too_many_waits_as_with_runs(visitor: Asker, settings):
    settings.RUNS_PER_MINUTE_OF_A_PERSON = 2
    opened(visitor)
    opened(visitor)

    with pytest.raises(TooManyRuns):
        opened(visitor)
