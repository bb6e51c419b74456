"""On the lab's page an explored program is run for real: who may ask, what is shown, what nobody reads."""

import json
from http import HTTPStatus

import pytest
from django.test import Client

from accounts.models import Person
from sandbox.events import Outcome
from sandbox.runs.models import Submission
from tests.sandbox.lab.explored import end_with, question_of
from tests.sandbox.lab.test_pages import HTMX, OWN, answered, ask
from tests.sandbox.runs.ended import end, text_of

pytestmark = pytest.mark.django_db

COUNT = {
    "runs": 1000, "broke": 0, "stuck": 0, "kinds": [], "printed": [], "seconds": 3.1, "python": "3.13", "cores": 2,
}  # fmt: skip
REFUSED = "import socket\n"


def tried(client: Client, explored: Submission) -> Submission:
    client.post(f"/lab/{explored.pk}/try/")
    return Submission.objects.latest("created_at")


def test_what_was_explored_offers_to_be_run_for_real(client: Client, an_open_sandbox: None):
    _, text = answered(client)

    assert "Run it for real" in text
    assert "up to 1,000 times, or as often as fits into about 10 seconds" in text


def test_before_there_is_an_answer_it_is_not_offered(client: Client, an_open_sandbox: None):
    submission = ask(client)

    assert "Run it for real" not in text_of(client, f"/lab/{submission.pk}/")
    response = client.post(f"/lab/{submission.pk}/try/", headers=HTMX)
    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert response["HX-Retarget"] == "#trial-refusal"
    assert Submission.objects.count() == 1


def test_what_the_lab_refused_is_not_run_either(client: Client, ada: Person, an_open_sandbox: None):
    client.force_login(ada)
    submission, text = answered(client, "lock", **{"source-lock": REFUSED})

    assert "Run it for real" not in text
    assert client.post(f"/lab/{submission.pk}/try/", headers=HTMX).status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_the_same_program_is_run_unrecorded_on_several_cores(client: Client, ada: Person, an_open_sandbox: None):
    client.force_login(ada)
    explored, _ = answered(client, "lock", **{"source-lock": OWN})
    trial = tried(client, explored)
    run = trial.runs.get()

    assert question_of(trial)["source"] == OWN
    assert not run.is_recorded
    assert not run.job["explores"]
    assert run.job["limits"]["processes"] > 1


def test_a_visitor_runs_a_shipped_program_for_real_without_scripts(client: Client, an_open_sandbox: None):
    explored, _ = answered(client)
    response = client.post(f"/lab/{explored.pk}/try/")

    assert response["Location"] == f"/lab/{explored.pk}/#lab-trial"
    assert "Reload to see how far it is" in text_of(client, f"/lab/{explored.pk}/")


def test_while_it_waits_the_part_of_the_page_looks_again(client: Client, an_open_sandbox: None):
    explored, _ = answered(client)
    text = client.post(f"/lab/{explored.pk}/try/", headers=HTMX).content.decode()

    assert f'hx-get="/lab/{explored.pk}/trial/"' in text
    assert "Stop" in text
    assert "<html" not in text


def test_it_is_not_asked_for_twice_while_it_waits_but_again_afterwards(client: Client, an_open_sandbox: None):
    explored, _ = answered(client)
    first = tried(client, explored)
    assert tried(client, explored) == first
    end_with(first, json.dumps(COUNT))

    assert tried(client, explored) != first


def test_what_came_of_it_stands_beside_the_verdict(client: Client, an_open_sandbox: None):
    explored, _ = answered(client)
    end_with(tried(client, explored), json.dumps(COUNT) + "\n")
    text = text_of(client, f"/lab/{explored.pk}/")

    assert "Real Python broke 0 times in 1,000 runs" in text
    assert "3.1 s, Python 3.13, 2 cores." in text
    assert "Run it for real again" in text
    assert f"/lab/{explored.pk}/trial/" not in text


def test_of_an_order_that_is_played_it_is_the_program_that_is_run(client: Client, an_open_sandbox: None):
    explored, _ = answered(client)
    client.post(f"/lab/{explored.pk}/order/", {"order": "0"})
    played = Submission.objects.latest("created_at")
    client.post(f"/lab/{played.pk}/try/")

    assert Submission.objects.latest("created_at").subject == f"lab-trial:{explored.pk.hex}"


@pytest.mark.parametrize("printed", ["<script>alert(1)</script>\n", json.dumps(COUNT | {"broke": 2_000})])
def test_what_is_no_count_is_told_as_none(client: Client, an_open_sandbox: None, printed: str):
    explored, _ = answered(client)
    end_with(tried(client, explored), printed)
    text = client.get(f"/lab/{explored.pk}/").content.decode()

    assert "Nobody knows how often it broke" in text
    assert "<script>alert" not in text


def test_a_message_of_the_program_s_is_shown_as_text(client: Client, an_open_sandbox: None):
    explored, _ = answered(client)
    end_with(tried(client, explored), json.dumps(COUNT | {"broke": 1, "kinds": [["<img src=x>", 1]]}))

    assert "&lt;img src=x&gt;" in client.get(f"/lab/{explored.pk}/").content.decode()


def test_a_limit_is_told_as_of_any_run(client: Client, an_open_sandbox: None):
    explored, _ = answered(client)
    end(tried(client, explored).runs.get(), Outcome.MEMORY_LIMIT)

    assert "The run used its 512 MiB of memory" in text_of(client, f"/lab/{explored.pk}/")


def test_what_it_printed_is_for_nobody_to_read(client: Client, an_open_sandbox: None):
    explored, _ = answered(client)
    trial = tried(client, explored)

    assert client.get(f"/runs/{trial.pk}/")["Location"] == f"/lab/{explored.pk}/"


def test_who_asks_too_much_at_once_is_told_so_beside_the_button(
    client: Client, ada: Person, an_open_sandbox: None, settings
):
    client.force_login(ada)
    explored, _ = answered(client)
    settings.RUNS_UNENDED_OF_A_PERSON = 0
    response = client.post(f"/lab/{explored.pk}/try/", headers=HTMX)
    page = client.post(f"/lab/{explored.pk}/try/")

    assert response.status_code == page.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert "This was not run." in response.content.decode()
    assert "This was not run." in page.content.decode()
    assert "This was not explored." not in page.content.decode()


def test_what_somebody_else_explored_is_not_there(client: Client, mallory: Person, an_open_sandbox: None):
    explored, _ = answered(client)
    stranger = Client()
    stranger.force_login(mallory)

    assert stranger.post(f"/lab/{explored.pk}/try/").status_code == HTTPStatus.NOT_FOUND
    assert stranger.get(f"/lab/{explored.pk}/trial/").status_code == HTTPStatus.NOT_FOUND
