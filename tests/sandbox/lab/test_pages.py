"""The race lab's page: who may ask what, what is answered, and that nobody reads what the explorer printed."""

import html
from datetime import timedelta
from http import HTTPStatus
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from sandbox.lab.shipped import SHIPPED
from sandbox.runs.models import State, Submission
from tests.sandbox.lab.explored import TASKS, end_explored, end_with, question_of
from tests.sandbox.runs.ended import text_of

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
LOST = (
    SHIPPED["lost-update"]
    .source.replace("    counter += 1", "    for _ in range(3):\n        counter += 1")
    .replace('counter == 2, f"the counter is {counter}"', 'counter == 6, "lost"')
)
"""Of its many orders all that break it end alike."""
NEXT = 'data-part="next-breaking"'
OWN = "print('my own')\n"


def ask(client: Client, key: str = "lost-update", **fields: str) -> Submission:
    response = client.post("/lab/explore/", {"program": key, **fields})
    assert response.status_code == HTTPStatus.FOUND
    return Submission.objects.latest("created_at")


def answered(client: Client, key: str = "lost-update", **fields: str) -> tuple[Submission, str]:
    submission = ask(client, key, **fields)
    end_explored(submission)
    return submission, text_of(client, f"/lab/{submission.pk}/")


def test_it_shows_every_program_it_starts_with(client: Client, an_open_sandbox: None):
    text = text_of(client, "/lab/")

    assert all(each.source in text for each in SHIPPED.values())


def test_a_visitor_explores_a_program_as_it_stands(client: Client, an_open_sandbox: None):
    source = SHIPPED["lock"].source
    submission = ask(client, "lock", **{"source-lock": source.replace("\n", "\r\n")})

    assert question_of(submission)["source"] == source


def test_a_visitor_s_own_program_needs_an_account(client: Client, an_open_sandbox: None):
    response = client.post("/lab/explore/", {"program": "lock", "source-lock": OWN}, headers=HTMX)

    assert response.status_code == HTTPStatus.FORBIDDEN
    assert response["HX-Retarget"] == "#refusal"
    assert "needs a free account" in response.content.decode()
    assert not Submission.objects.exists()


def test_without_a_script_what_was_written_comes_back_with_the_refusal(client: Client, an_open_sandbox: None):
    text = html.unescape(client.post("/lab/explore/", {"program": "lock", "source-lock": OWN}).content.decode())

    assert "needs a free account" in text
    assert OWN in text


def test_a_person_explores_a_program_of_their_own(client: Client, ada: Person, an_open_sandbox: None):
    client.force_login(ada)

    assert question_of(ask(client, "lock", **{"source-lock": OWN}))["source"] == OWN


def test_a_program_that_is_too_long_is_refused(client: Client, ada: Person, an_open_sandbox: None):
    client.force_login(ada)
    response = client.post("/lab/explore/", {"program": "lock", "source-lock": "#" * 30_000}, headers=HTMX)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "at most 24,000 bytes" in response.content.decode()


def test_a_program_that_there_is_not_is_refused(client: Client, an_open_sandbox: None):
    response = client.post("/lab/explore/", {"program": "nothing"}, headers=HTMX)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_who_asks_too_much_at_once_is_told_so(client: Client, ada: Person, an_open_sandbox: None, settings):
    settings.RUNS_UNENDED_OF_A_PERSON = 1
    client.force_login(ada)
    ask(client)
    response = client.post("/lab/explore/", {"program": "lock"}, headers=HTMX)

    assert response.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert "Stop one" in response.content.decode()


def test_without_a_sandbox_the_page_stays_and_says_so(client: Client):
    assert "Programs cannot be explored right now." in text_of(client, "/lab/")


def test_while_it_waits_the_page_looks_again_and_without_a_script_says_how(client: Client, an_open_sandbox: None):
    submission = ask(client)
    text = text_of(client, f"/lab/{submission.pk}/")

    assert f'hx-get="/lab/{submission.pk}/answer/"' in text
    assert "Reload to see how far it is" in text


def test_while_it_is_explored_the_page_says_so(client: Client, an_open_sandbox: None):
    submission = ask(client)
    soon = timezone.now() + timedelta(seconds=10)
    submission.runs.update(state=State.RUNNING, attempt=1, lease_token=uuid4(), lease_until=soon)

    assert "Trying every order" in text_of(client, f"/lab/{submission.pk}/")


def test_the_answer_says_that_it_fails_and_lists_every_step(client: Client, an_open_sandbox: None):
    _, text = answered(client)

    assert "Fails" in text
    assert "B writes counter: 1. A works on with the value it read before." in text
    assert "It breaks on line 19: AssertionError: the counter is 1." in text
    assert "4 essentially different orders; 2 of them break it." in text
    assert "/answer/" not in text


def test_a_program_of_tasks_is_answered_and_played(client: Client, ada: Person, an_open_sandbox: None):
    client.force_login(ada)
    _, text = answered(client, "lock", **{"source-lock": TASKS})

    assert "It breaks on line 10: AssertionError: 1." in text
    assert "C resumes." in text


def test_the_answer_says_that_it_is_proved(client: Client, an_open_sandbox: None):
    _, text = answered(client, "lock")

    assert "Proved for this input" in text
    assert "none of them breaks it" in text


def test_the_answer_says_why_a_program_was_refused(client: Client, ada: Person, an_open_sandbox: None):
    client.force_login(ada)
    _, text = answered(client, "lock", **{"source-lock": "import subprocess\n"})

    assert "Refused" in text
    assert "“subprocess” cannot be imported here" in text


@pytest.mark.parametrize("source", ["x = 1\nimport subprocess\n", "x = 1\nx = = 2\n"])
def test_the_line_for_which_a_program_was_refused_is_named_to_the_editor(
    client: Client, ada: Person, an_open_sandbox: None, source: str
):
    client.force_login(ada)
    _, text = answered(client, "lock", **{"source-lock": source})

    assert 'data-line="2"' in text


def test_a_program_that_prints_an_answer_of_its_own_form_gets_none(client: Client, an_open_sandbox: None):
    submission = ask(client)
    end_with(submission, "<script>alert(1)</script>\n")
    text = client.get(f"/lab/{submission.pk}/").content.decode()

    assert "The explorer ended without an answer." in text
    assert "<script>alert" not in text


def test_what_the_explorer_printed_is_for_nobody_to_read(client: Client, an_open_sandbox: None):
    submission, _ = answered(client)

    response = client.get(f"/runs/{submission.pk}/")

    assert response.status_code == HTTPStatus.FOUND
    assert response["Location"] == f"/lab/{submission.pk}/"


def test_one_of_the_orders_is_played_beside_all_of_them(client: Client, an_open_sandbox: None):
    explored, _ = answered(client)
    client.post(f"/lab/{explored.pk}/order/", {"order": "0"})
    played = Submission.objects.latest("created_at")
    end_explored(played)

    text = text_of(client, f"/lab/{played.pk}/")

    assert played != explored
    assert "An order in which nothing breaks" in text
    assert "4 essentially different orders" in text
    assert 'value="0" aria-pressed="true"' in text


def test_the_next_breaking_order_is_offered_where_there_is_another(client: Client, an_open_sandbox: None):
    assert NEXT in answered(client)[1]


def test_where_one_order_stands_for_all_that_break_there_is_no_next_one(
    client: Client, ada: Person, an_open_sandbox: None
):
    client.force_login(ada)
    _, text = answered(client, **{"source-lost-update": LOST})

    assert "Here is one for each way in which they end." in text
    assert NEXT not in text


def test_an_order_that_was_played_is_not_asked_for_again(client: Client, an_open_sandbox: None):
    explored, _ = answered(client)
    for _ in range(2):
        client.post(f"/lab/{explored.pk}/order/", {"order": "2"})

    assert Submission.objects.count() == 2


@pytest.mark.parametrize("order", ["7", "-1", "", "first"])
def test_an_order_that_there_is_not_is_refused(client: Client, an_open_sandbox: None, order: str):
    explored, _ = answered(client)
    response = client.post(f"/lab/{explored.pk}/order/", {"order": order}, headers=HTMX)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_what_somebody_else_asked_is_not_there(client: Client, mallory: Person, an_open_sandbox: None):
    submission, _ = answered(client)
    stranger = Client()
    stranger.force_login(mallory)

    assert stranger.get(f"/lab/{submission.pk}/").status_code == HTTPStatus.NOT_FOUND
    assert stranger.post(f"/lab/{submission.pk}/order/", {"order": "0"}).status_code == HTTPStatus.NOT_FOUND
