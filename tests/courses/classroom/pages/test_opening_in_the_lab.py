"""A program of a demo is opened in the race lab: the author's for everybody, the reader's own by the lab's rules."""

import html

import pytest
from django.test import Client

from courses.content.facts.demos import DemoFacts
from sandbox.runs.models import Submission

pytestmark = pytest.mark.django_db

ADDRESS = "/demos/sum-of-squares/"
OWN = "print('my own')\n"


def opened(client: Client, **fields: str) -> str:
    response = client.post(f"{ADDRESS}lab/", fields)
    assert response.status_code == 302, response.content
    return html.unescape(client.get(response["Location"]).content.decode())


def test_the_panel_offers_it(client: Client, demo: DemoFacts, a_sandbox: None):
    for address in (ADDRESS, f"{ADDRESS}panel/"):
        assert f'action="{ADDRESS}lab/"' in client.get(address).content.decode()


def test_the_author_s_program_has_the_values_that_were_chosen(client: Client, demo: DemoFacts, a_sandbox: None):
    text = opened(client, variant="threads", **{"parameter-WORKERS": "3"})

    assert ">Threads</button>" in text
    assert "WORKERS = 3" in text
    assert not Submission.objects.exists()


def test_one_s_own_text_is_called_one_s_own(client: Client, demo: DemoFacts, a_sandbox: None):
    text = opened(client, variant="threads", **{"source-threads": OWN})

    assert ">Your program</button>" in text
    assert OWN in text


@pytest.mark.parametrize("variant", ["", "no-such-program"])
def test_a_program_that_there_is_not_is_refused_on_the_demo_s_page(
    client: Client, demo: DemoFacts, a_sandbox: None, variant: str
):
    response = client.post(f"{ADDRESS}lab/", {"variant": variant})

    assert response.status_code == 422
    assert "This demo has no program" in response.content.decode()


def test_a_visitor_explores_what_its_author_wrote(client: Client, demo: DemoFacts, a_sandbox: None):
    address = client.post(f"{ADDRESS}lab/", {"variant": "threads"})["Location"]
    text = client.get(address).content.decode()
    key = text.partition('data-shown="')[2].partition('"')[0]
    client.post("/lab/explore/", {"program": key, "opened": address.partition("=")[2]})

    [run] = Submission.objects.get().runs.all()
    assert (run.key, run.label, run.is_authored) == (key, "Threads", True)
