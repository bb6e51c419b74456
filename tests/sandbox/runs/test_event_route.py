"""A page listens to its submission: a real web server, a real Redis, a plain socket."""

import time

import pytest
from django.core import signing
from django.test import Client

from accounts.models import Person
from sandbox.events import Outcome
from sandbox.runs.claiming import claim
from sandbox.runs.finishing import an_end
from sandbox.runs.losing import end_without_worker
from sandbox.runs.models import Run, Submission
from sandbox.runs.redis_connection import connection, stream_key
from sandbox.runs.streaming.appending import append
from sandbox.runs.streaming.messages import StreamedEvent
from tests.sandbox.runs.conftest import ask, asker_of
from tests.sandbox.runs.listener import Heard, Listener, address_of, listening
from tests.sandbox.runs.processes import eventually, start_web

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("an_open_sandbox")]


@pytest.fixture
def submission(ada: Person) -> Submission:
    """A submission whose one run is under way."""
    asked = ask(asker_of(ada))
    claim()
    return asked


@pytest.fixture
def adas_browser(ada: Person) -> Client:
    client = Client()
    client.force_login(ada)
    return client


def say(submission: Submission, *texts: str) -> list[str]:
    said = [StreamedEvent(run="0", attempt=1, kind="stdout", fields={"at": 0.5, "text": text}) for text in texts]
    return append(submission.pk, run="0", attempt=1, messages=[("*", each.payload()) for each in said])


def end(submission: Submission) -> None:
    run = Run.objects.get(submission=submission)
    end_without_worker(run, Run.objects.filter(pk=run.pk), an_end(Outcome.FINISHED))


def texts(heard: list[Heard]) -> list[str]:
    return [each.data["text"] for each in heard if each.data.get("kind") == "stdout"]


def test_what_was_said_and_what_comes_is_heard_until_it_is_over(web: int, adas_browser: Client, submission: Submission):
    say(submission, "before")
    with listening(web, adas_browser, submission) as page:
        hearing = iter(page)
        while next(hearing).data.get("text") != "before":
            pass
        say(submission, "after")
        end(submission)
        heard = list(hearing)

    assert [(each.event, each.data.get("kind")) for each in heard] == [
        ("run", "stdout"),
        ("run", "end"),
        ("over", None),
    ]


def test_a_page_that_comes_back_hears_only_what_it_missed(web: int, adas_browser: Client, submission: Submission):
    ids = say(submission, "one", "two", "three")
    end(submission)

    with listening(web, adas_browser, submission, after=ids[0]) as page:
        assert texts(list(page)) == ["two", "three"]
    with listening(web, adas_browser, submission, after=ids[0], **{"Last-Event-ID": ids[1]}) as page:
        assert texts(list(page)) == ["three"]


def test_the_response_is_kept_nowhere_and_is_for_this_site_alone(
    web: int, adas_browser: Client, submission: Submission
):
    end(submission)

    with listening(web, adas_browser, submission, Origin="https://elsewhere.example") as page:
        assert page.status == 200
        assert page.headers["content-type"].startswith("text/event-stream")
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["x-content-type-options"] == "nosniff"
        assert page.headers["x-accel-buffering"] == "no"
        assert not [name for name in page.headers if name.startswith("access-control")]


def test_an_expired_token_is_refused_with_a_sentence(
    web: int, adas_browser: Client, submission: Submission, monkeypatch: pytest.MonkeyPatch
):
    moment = time.time() - 601
    with monkeypatch.context() as patch:
        patch.setattr(signing.time, "time", lambda: moment)
        page = listening(web, adas_browser, submission)

    with page:
        assert page.status == 403
        assert page.body() == {"sentence": "This address is no longer good. Ask for a new one."}


def test_a_token_is_of_no_use_to_another_browser(web: int, adas_browser: Client, submission: Submission):
    page = listening(web, adas_browser, submission)
    for cookie in ("sessionid=stolen", "", "other=1"):
        with Listener(web, page.path, sent={"Cookie": cookie}) as mallorys:
            assert mallorys.status == 403


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "%00", "é", "../.." * 20])
def test_a_garbled_token_is_refused(web: int, adas_browser: Client, token: str):
    with Listener(web, f"/runs/stream/{token}".encode().decode("latin-1")) as page:
        assert page.status in {400, 403}


@pytest.mark.parametrize("place", ["x", "1-2-3", "-1", "1-", "9" * 30, "(0", "1; DROP", "%F0", "$"])
def test_a_place_that_is_none_is_refused(web: int, adas_browser: Client, submission: Submission, place: str):
    with listening(web, adas_browser, submission, **{"Last-Event-ID": place}) as page:
        assert page.status == 400


def test_only_this_host_is_served_and_only_reading(web: int, adas_browser: Client, submission: Submission):
    page = listening(web, adas_browser, submission)
    with Listener(web, page.path, sent={**page.sent, "Host": "evil.example"}) as elsewhere:
        assert elsewhere.status == 400
    with Listener(web, page.path, method="POST", sent={**page.sent, "Content-Length": "0"}) as posted:
        assert (posted.status, posted.headers["allow"]) == (405, "GET")


def test_a_trimmed_stream_says_that_output_was_cut(web: int, adas_browser: Client, submission: Submission):
    ids = say(submission, *map(str, range(10)))
    connection().xtrim(stream_key(submission.pk), maxlen=3, approximate=False)
    end(submission)

    with listening(web, adas_browser, submission, after=ids[0]) as page:
        heard = list(page)

    assert (heard[0].event, heard[0].data) == ("cut", {"sentence": "Earlier output is no longer kept."})
    assert texts(heard) == ["7", "8", "9"]


def test_a_finished_run_is_told_from_its_row_when_redis_has_it_no_longer(
    web: int, adas_browser: Client, submission: Submission
):
    ids = say(submission, "one", "two")
    end(submission)
    connection().flushdb()

    with listening(web, adas_browser, submission) as page:
        heard = list(page)
    with listening(web, adas_browser, submission, after=ids[0]) as page:
        rest = list(page)

    assert (texts(heard), heard[-1].event) == (["one", "two"], "over")
    assert texts(rest) == ["two"]


def test_the_page_of_a_deleted_submission_hears_that_it_is_over(web: int, adas_browser: Client, submission: Submission):
    page = listening(web, adas_browser, submission)
    connection().delete(stream_key(submission.pk))
    submission.delete()

    with page:
        assert [each.event for each in page] == ["over"]


def test_a_person_may_have_only_so_many_streams_open(web: int, adas_browser: Client, submission: Submission):
    pages = [listening(web, adas_browser, submission) for _ in range(25)]
    for page in pages:
        page.__enter__()

    assert [page.status for page in pages].count(429) == 1
    for page in pages:
        page.__exit__()
    eventually(lambda: is_served_again(web, adas_browser, submission))


def is_served_again(web: int, client: Client, submission: Submission) -> bool:
    with listening(web, client, submission) as page:
        return page.status == 200


def test_everything_else_reaches_django(web: int):
    with Listener(web, "/health/live/") as page:
        assert page.status == 200
    with Listener(web, "/runs/streams") as page:
        assert page.status == 404


def test_no_log_names_a_token(adas_browser: Client, submission: Submission):
    server, port = start_web()
    path = address_of(adas_browser, submission)
    with Listener(port, path) as page:
        assert page.status == 403

    eventually(lambda: [line for line in server.said if "GET /runs/stream/" in line])
    server.kill()
    assert not [line for line in server.said if path.split("/")[-1][:20] in line]


def test_a_server_that_is_asked_to_end_ends_its_open_streams(adas_browser: Client, submission: Submission):
    server, port = start_web()
    with listening(port, adas_browser, submission) as page:
        chunks = page.chunks()
        next(chunks)
        seconds = server.end()
        list(chunks)

    server.kill()
    assert seconds < 30  # without that, the server would have waited for a minute


def test_who_presses_stop_while_it_waits_hears_the_end_at_once(web: int, adas_browser: Client, ada: Person):
    waiting = ask(asker_of(ada))
    with listening(web, adas_browser, waiting) as page:
        adas_browser.post(f"/runs/{waiting.pk}/stop/")
        heard = list(page)

    assert [each.event for each in heard][-1] == "over"
    assert heard[-2].data["outcome"] == "stopped"
