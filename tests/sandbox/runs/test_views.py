"""What a page may wish: an address to listen at, and that it stops; of its own submissions alone."""

import uuid

import pytest
from django.test import Client

from accounts.models import Person
from sandbox.runs.asking import VISITOR, Asker
from sandbox.runs.models import Submission
from tests.sandbox.runs.conftest import ask, asker_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("an_open_sandbox")]
WISHES = ["stream", "stop"]


@pytest.fixture
def a_visitor(client: Client) -> str:
    """The name of the visitor in the client's browser."""
    client.get("/health/live/")
    session = client.session
    session[VISITOR] = "a visitor"
    session.save()
    client.cookies["sessionid"] = session.session_key
    return "a visitor"


@pytest.mark.parametrize("wish", WISHES)
def test_what_belongs_to_another_is_not_there(client: Client, ada: Person, mallory: Person, wish: str):
    submission = ask(asker_of(ada))
    client.force_login(mallory)

    assert client.post(f"/runs/{submission.pk}/{wish}/").status_code == 404
    assert not Submission.objects.get().stop_asked_at


@pytest.mark.parametrize("wish", WISHES)
def test_what_belongs_to_nobody_is_not_there(client: Client, wish: str):
    assert client.post(f"/runs/{uuid.uuid4()}/{wish}/").status_code == 404


@pytest.mark.parametrize("wish", WISHES)
def test_a_wish_needs_its_csrf_token_and_a_post(ada: Person, wish: str):
    submission = ask(asker_of(ada))
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)

    assert client.post(f"/runs/{submission.pk}/{wish}/").status_code == 403
    assert client.get(f"/runs/{submission.pk}/{wish}/").status_code == 405


def test_stop_ends_what_waits_at_once(client: Client, ada: Person):
    submission = ask(asker_of(ada), "a", "b")
    client.force_login(ada)

    assert client.post(f"/runs/{submission.pk}/stop/").status_code == 204

    assert {run.outcome for run in submission.runs.all()} == {"stopped"}
    assert Submission.objects.get().is_over


def test_stopping_twice_changes_nothing(client: Client, ada: Person):
    submission = ask(asker_of(ada))
    client.force_login(ada)
    for _ in range(2):
        assert client.post(f"/runs/{submission.pk}/stop/").status_code == 204


def test_a_visitor_finds_their_runs_by_their_session(client: Client, a_visitor: str):
    submission = ask(asker_of(visitor=a_visitor))

    response = client.post(f"/runs/{submission.pk}/stream/")

    assert response.json()["address"].startswith("/runs/stream/")
    assert response["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_what_a_visitor_ran_is_still_theirs_after_they_sign_in(client: Client, a_visitor: str, ada: Person):
    submission = ask(asker_of(visitor=a_visitor))

    client.force_login(ada)

    assert client.post(f"/runs/{submission.pk}/stream/").status_code == 200


def test_a_new_visitor_gets_a_session_to_find_their_runs_again(rf, client: Client):
    request = rf.post("/")
    request.session, request.user = client.session, None

    asker = Asker.of(request)

    assert asker.visitor == request.session[VISITOR]
    assert request.session.session_key


def test_an_address_does_not_give_the_session_away(client: Client, ada: Person):
    submission = ask(asker_of(ada))
    client.force_login(ada)

    address = client.post(f"/runs/{submission.pk}/stream/").json()["address"]

    assert client.session.session_key not in address


def test_who_may_see_it_is_the_same_asked_of_the_record_and_of_the_database(ada: Person, mallory: Person):
    asked = [ask(asker_of(ada)), ask(asker_of(visitor="v"))]
    for asker in (asker_of(ada), asker_of(mallory), asker_of(visitor="v"), asker_of(ada, visitor="v"), asker_of()):
        mine = {each.pk for each in asked if each.is_of(asker)}
        assert set(Submission.objects.of(asker).values_list("pk", flat=True)) == mine


def test_whoever_stops_without_a_script_sees_what_became_of_it(client: Client, ada: Person):
    submission = ask(asker_of(ada))
    client.force_login(ada)

    response = client.post(f"/runs/{submission.pk}/stop/", headers={"Accept": "text/html,*/*;q=0.8"}, follow=True)

    assert response.redirect_chain == [(f"/runs/{submission.pk}/", 302)]
    assert "You stopped it before it began" in response.content.decode()
