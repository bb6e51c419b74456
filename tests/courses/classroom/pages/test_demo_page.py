"""The demo's page shows what its author wrote, and says plainly what cannot be done and why."""

import html
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from courses.content.facts.demos import DemoFacts
from sandbox.runs.models import Submission

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
ADDRESS = "/demos/sum-of-squares/"


def test_it_shows_every_program_and_parameter(client: Client, demo: DemoFacts, a_sandbox: None):
    text = client.get(ADDRESS).content.decode()

    assert demo.title in text
    assert all(variant.label in text for variant in demo.variants)
    assert all(parameter.label in text for parameter in demo.parameters)


def test_what_lies_beside_the_programs_can_be_read(client: Client, demo: DemoFacts, a_sandbox: None):
    text = client.get("/demos/ten-pages/").content.decode()

    assert "Beside the programs" in text
    assert "page_server.py" in text


def test_it_can_be_read_beside_the_last_run_too(client: Client, demo: DemoFacts, a_sandbox: None):
    client.post("/demos/ten-pages/run/", {"variant": "threads"}, headers=HTMX)
    text = client.get("/demos/ten-pages/").content.decode()

    assert str(Submission.objects.get().pk) in text
    assert '<summary><svg class="i" aria-hidden="true"' in text.partition("Beside the programs")[2]
    assert "page_server.py" in text.partition("Beside the programs")[2]


def test_an_unknown_demo_is_not_found(client: Client, db: None):
    assert client.get("/demos/nothing/").status_code == 404


def test_without_a_sandbox_the_page_stays_and_says_so(client: Client, demo: DemoFacts):
    text = client.get(ADDRESS).content.decode()

    assert "Programs cannot be run right now." in text
    assert "def add_up" in text


def test_a_visitor_s_run_comes_back_as_a_fragment_with_a_stream(client: Client, demo: DemoFacts, a_sandbox: None):
    response = client.post(f"{ADDRESS}run/", {"variant": ["threads", "processes"]}, headers=HTMX)

    assert response.status_code == 200
    assert "/runs/stream/" in response.content.decode()
    assert [run.key for run in Submission.objects.get().runs.all()] == ["threads", "processes"]


def test_a_page_that_is_loaded_again_goes_on_with_the_reader_s_last_run(
    client: Client, demo: DemoFacts, a_sandbox: None
):
    client.post(f"{ADDRESS}run/", {"variant": "threads"}, headers=HTMX)

    assert str(Submission.objects.get().pk) in client.get(ADDRESS).content.decode()
    assert str(Submission.objects.get().pk) not in Client().get(ADDRESS).content.decode()


def test_to_look_at_a_demo_makes_nobody_a_visitor(client: Client, demo: DemoFacts):
    assert not client.get(ADDRESS).cookies.get("sessionid")


def test_without_a_script_one_is_led_to_the_run_s_own_page(client: Client, demo: DemoFacts, a_sandbox: None):
    response = client.post(f"{ADDRESS}run/", {"variant": "threads"}, follow=True)

    assert response.redirect_chain[0][0] == f"/runs/{Submission.objects.get().pk}/"
    assert "Reload to see how far it is" in response.content.decode()


def test_own_code_of_a_visitor_is_answered_with_the_way_to_an_account(client: Client, demo: DemoFacts, a_sandbox: None):
    fields = {"variant": "threads", "source-threads": "print('mine')"}
    response = client.post(f"{ADDRESS}run/", fields, headers=HTMX)

    assert (response.status_code, response["HX-Retarget"]) == (403, "#refusal")
    assert f"/accounts/signup/?next={ADDRESS}" in response.content.decode()


def test_a_person_runs_their_own_code(client: Client, ada: Person, demo: DemoFacts, a_sandbox: None):
    client.force_login(ada)
    client.post(f"{ADDRESS}run/", {"variant": "threads", "source-threads": "print('mine')\r\n"}, headers=HTMX)

    assert Submission.objects.get().runs.get().work().source == "print('mine')\n"


def test_programs_that_nobody_touched_are_not_one_s_own(client: Client, demo: DemoFacts, a_sandbox: None):
    untouched = {f"source-{each.key}": each.source.replace("\n", "\r\n") for each in demo.variants}

    response = client.post(f"{ADDRESS}run/", {"variant": "threads", "parameter-WORKERS": "2", **untouched})

    assert response.status_code == 302
    assert "WORKERS = 2" in Submission.objects.get().runs.get().work().source


def test_a_refusal_says_why_and_when_to_come_back(client: Client, demo: DemoFacts, a_sandbox: None):
    for _ in range(20):
        response = client.post(f"{ADDRESS}run/", {"variant": "threads"}, headers=HTMX)

    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert "of your runs may wait or be under way" in response.content.decode()


@pytest.mark.parametrize("place", ["run", "drafts/threads"])
@pytest.mark.parametrize("damage", ["%ff", "%ed%a0%80", "ok%c3"])
def test_bytes_that_are_no_utf_8_are_refused_and_not_mended(
    client: Client, ada: Person, demo: DemoFacts, a_sandbox: None, place: str, damage: str
):
    client.force_login(ada)
    body = f"variant=threads&source={damage}&source-threads={damage}"

    response = client.post(f"{ADDRESS}{place}/", body, content_type="application/x-www-form-urlencoded", headers=HTMX)

    assert response.status_code == 422
    assert "is not UTF-8" in response.content.decode()
    assert not Submission.objects.exists()


def test_a_nul_is_refused(client: Client, ada: Person, demo: DemoFacts, a_sandbox: None):
    client.force_login(ada)
    response = client.post(f"{ADDRESS}run/", {"variant": "threads", "source-threads": "print(1)\0"}, headers=HTMX)

    assert response.status_code == 422
    assert "NUL" in response.content.decode()


def test_a_megabyte_of_program_gets_the_sentence_of_the_limit(
    client: Client, ada: Person, demo: DemoFacts, a_sandbox: None
):
    client.force_login(ada)
    response = client.post(f"{ADDRESS}run/", {"variant": "threads", "source-threads": "#" * 1_500_000}, headers=HTMX)

    assert response.status_code == 422
    assert "64 KiB" in response.content.decode()


def test_writing_needs_the_form_s_token(demo: DemoFacts, a_sandbox: None):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(f"{ADDRESS}run/", {"variant": "threads"}).status_code == 403


def test_a_draft_comes_back_with_the_page_and_goes_when_asked(client: Client, ada: Person, demo: DemoFacts):
    client.force_login(ada)
    address = f"{ADDRESS}drafts/threads/"

    assert client.post(address, {"source": "print('mine alone')"}).status_code == 204
    assert "print(&#x27;mine alone&#x27;)" in client.get(ADDRESS).content.decode()
    assert client.post(f"{address}forget/").status_code == 204
    assert "mine alone" not in client.get(ADDRESS).content.decode()


def test_a_visitor_s_drafts_stay_in_their_browser(client: Client, demo: DemoFacts):
    assert client.post(f"{ADDRESS}drafts/threads/", {"source": "x"}).status_code == 403


def test_a_draft_that_could_never_run_is_refused_with_its_sentence(client: Client, ada: Person, demo: DemoFacts):
    client.force_login(ada)
    response = client.post(f"{ADDRESS}drafts/threads/", {"source": "#" * 65_537})

    assert response.status_code == 422
    assert "64 KiB" in response.content.decode()


def test_without_a_script_a_refusal_gives_back_everything_that_was_written(
    client: Client, demo: DemoFacts, a_sandbox: None
):
    written = {"variant": "threads", "parameter-WORKERS": "3", "source-threads": "print('mine')\r\n"}

    response = client.post(f"{ADDRESS}run/", written)
    text = html.unescape(response.content.decode())

    assert response.status_code == 403
    assert ">\nprint('mine')\n</textarea>" in text.replace("\r\n", "\n")
    assert 'name="parameter-WORKERS"' in text and 'max="8" step="1" value="3" required' in text  # noqa: PT018
    assert 'value="threads" checked' in text
    assert 'value="processes" checked' not in text


def test_a_run_of_yesterday_can_be_opened_from_the_page_also_without_a_sandbox(
    client: Client, ada: Person, demo: DemoFacts
):
    last = Submission.objects.create(
        person=ada, subject=demo.subject, title=demo.title, created_at=timezone.now() - timedelta(days=1)
    )
    client.force_login(ada)

    text = client.get(ADDRESS).content.decode()

    assert f'href="/runs/{last.pk}/"' in text
    assert "Open your run of" in text


def test_whoever_only_looks_is_given_no_session(client: Client, demo: DemoFacts, a_sandbox: None):
    assert "sessionid" not in client.get(ADDRESS).cookies
