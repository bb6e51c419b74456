"""The x-ray of a run is drawn for whoever asked for the run, closer where it is wished, and given away as files."""

import csv
import html
import io
import json
import re
import xml.etree.ElementTree as ET
from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import Person
from sandbox.events import End, Outcome
from sandbox.runs.finishing import end_row
from sandbox.runs.models import Run, Submission
from sandbox.xray.keeping import pack
from tests.sandbox.runs.conftest import ask, asker_of
from tests.sandbox.xray.scenes import four_in_turn

pytestmark = pytest.mark.django_db
SECONDS = four_in_turn().seconds
FILES = ("x-ray/", "x-ray.svg", "0.csv", "0.json")


def end_recorded(run: Run, timeline: bytes) -> None:
    told = End(outcome=Outcome.FINISHED, exit_code=0, wall_seconds=SECONDS, cpu_seconds=1.0, peak_memory_bytes=1)
    assert end_row(Run.objects.filter(pk=run.pk), run.submission_id, told, timeline=timeline)


@pytest.fixture
def submission(ada: Person, an_open_sandbox: None) -> Submission:
    """One run of four threads that computed in turn."""
    asked = ask(asker_of(ada), "print('one')")
    end_recorded(asked.runs.get(), pack(four_in_turn().truth()))
    return Submission.objects.get()


@pytest.fixture
def visit(client: Client, ada: Person) -> Client:
    client.force_login(ada)
    return client


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def test_the_page_of_a_run_has_its_x_ray_with_a_lane_for_every_thread(visit: Client, submission: Submission):
    text = text_of(visit, f"/runs/{submission.pk}/")

    assert text.count('class="lane"') == 5
    assert "Waiting for the GIL (estimated)" in text


def test_what_was_found_is_said_with_a_next_step(visit: Client, submission: Submission):
    text = text_of(visit, f"/runs/{submission.pk}/x-ray/")

    assert "Four threads computed in turn: the GIL let one run at a time" in text
    assert "Try processes" in text


def test_a_window_is_drawn_closer(visit: Client, submission: Submission):
    text = text_of(visit, f"/runs/{submission.pk}/x-ray/?from=0.1&to=0.2")

    assert 'data-from="0.100000"' in text
    assert re.search(r"/x-ray\.svg\?from=0\.1&to=0\.2", text)


@pytest.mark.parametrize(
    "window", ["from=nan&to=1", "from=2&to=1", "from=-1&to=1e400", "from=x", "to=", "from=0&to=inf"]
)
def test_a_window_that_makes_no_sense_is_the_whole(visit: Client, submission: Submission, window: str):
    assert 'data-from="0.000000"' in text_of(visit, f"/runs/{submission.pk}/x-ray/?{window}")


def test_the_whole_page_draws_the_window_of_its_own_address(visit: Client, submission: Submission):
    assert 'data-from="0.100000"' in text_of(visit, f"/runs/{submission.pk}/?from=0.1&to=0.2")


def test_the_picture_is_an_svg_that_asks_for_nothing(visit: Client, submission: Submission):
    response = visit.get(f"/runs/{submission.pk}/x-ray.svg")

    assert ET.fromstring(response.content).tag.endswith("svg")
    assert response["Content-Disposition"] == 'attachment; filename="a-test.svg"'
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert b"http" not in response.content.replace(b"http://www.w3.org/2000/svg", b"")


def test_the_table_has_every_slice(visit: Client, submission: Submission):
    rows = list(csv.DictReader(io.StringIO(visit.get(f"/runs/{submission.pk}/0.csv").content.decode())))

    assert {row["lane"] for row in rows} == {"MainThread", "Thread-1", "Thread-2", "Thread-3", "Thread-4"}
    assert {row["state"] for row in rows} == {"cpu", "gil", "lock"}


def test_the_trace_is_what_viewers_open(visit: Client, submission: Submission):
    trace = json.loads(visit.get(f"/runs/{submission.pk}/0.json").content)

    assert {event["ph"] for event in trace["traceEvents"]} >= {"M", "X"}


@pytest.mark.parametrize("file", FILES)
def test_nobody_else_sees_any_of_it(client: Client, mallory: Person, submission: Submission, file: str):
    client.force_login(mallory)

    assert client.get(f"/runs/{submission.pk}/{file}").status_code == 404


@pytest.mark.parametrize("file", FILES)
def test_there_is_nothing_of_what_does_not_exist(visit: Client, file: str):
    assert visit.get(f"/runs/{uuid4()}/{file}").status_code == 404


@pytest.mark.parametrize("kept", [b"", b"nonsense", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_a_run_without_a_timeline_that_can_be_read_has_a_page_all_the_same(
    visit: Client, ada: Person, an_open_sandbox: None, kept: bytes
):
    submission = ask(asker_of(ada))
    end_recorded(submission.runs.get(), kept)

    assert "X-ray" not in text_of(visit, f"/runs/{submission.pk}/")
    assert visit.get(f"/runs/{submission.pk}/x-ray.svg").status_code == 404
    assert visit.get(f"/runs/{submission.pk}/0.csv").status_code == 404


def test_a_comparison_stands_on_one_clock_with_a_finding_for_each(visit: Client, ada: Person, an_open_sandbox: None):
    submission = ask(asker_of(ada), "print('one')", "print('two')")
    for run in submission.runs.all():
        end_recorded(run, pack(four_in_turn().truth()))

    text = text_of(visit, f"/runs/{submission.pk}/x-ray/")

    assert "X-ray: all versions on one clock" in text
    assert text.count("Four threads computed in turn") == 1
    assert "variant 0 and variant 1: Four threads computed in turn" in text


def test_what_is_recorded_next_grows_on_the_axis_of_the_first_version(
    visit: Client, ada: Person, an_open_sandbox: None
):
    submission = ask(asker_of(ada), "print('one')", "print('two')")
    assert "The axis is the time limit." in text_of(visit, f"/runs/{submission.pk}/x-ray/")

    end_recorded(submission.runs.all()[0], pack(four_in_turn().truth()))
    text = text_of(visit, f"/runs/{submission.pk}/x-ray/")

    assert "The axis is a quarter longer than the run of variant 0." in text
    assert f'id="x-ray-live" hidden data-seconds="{1.25 * SECONDS:g}"' in text


@pytest.mark.parametrize(("others", "is_said"), [(0.48, True), (0.1, False)])
def test_a_run_beside_busy_others_says_so_at_its_x_ray(
    visit: Client, submission: Submission, others: float, is_said: bool
):
    Run.objects.update(cores=2, others_seconds=2 * others * SECONDS)

    text = text_of(visit, f"/runs/{submission.pk}/")

    assert ("Other programs used 48% of the cores meanwhile. Waits for a core are partly theirs." in text) is is_said
    assert ("Run it again" in text) is is_said


def test_a_version_without_an_x_ray_is_named(visit: Client, ada: Person, an_open_sandbox: None):
    submission = ask(asker_of(ada), "print('one')", "print('two')")
    for run, kept in zip(submission.runs.all(), (pack(four_in_turn().truth()), b""), strict=True):
        end_recorded(run, kept)

    text = text_of(visit, f"/runs/{submission.pk}/x-ray/")

    assert "X-ray: 1 of 2 versions on one clock" in text
    assert "Without an x-ray: variant 1." in text
    assert "the times above are of runs that were left alone" in text
