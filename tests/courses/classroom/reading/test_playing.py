"""A question that is answered by choosing who runs next: its page, its goal, and what is said of it."""

import json

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from courses.coursefiles.importing import import_course
from courses.enrollment.enrolling import enrol
from courses.enrollment.models import PartProgress
from sandbox.inside.explorer.asked import answer
from sandbox.jobs import Job
from sandbox.lab import choosing
from sandbox.questions import QUESTION
from tests.courses.folders import DEMO_COURSE

SECTION = "/courses/python-advance/conclusion/"
PLAY = f"{SECTION}questions/two-sales-of-the-last-ticket/play/"
TWICE = "1.2.1.1.1.1.1.1.2.2.2.2.2.2"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """The explorer answers in this process; what was asked of it."""
    jobs: list[Job] = []

    def perform(job: Job, *, asker: object) -> str:
        jobs.append(job)
        return json.dumps(answer(json.loads(job.files[QUESTION]))) + "\n"

    monkeypatch.setattr(choosing, "perform_move", perform)
    cache.clear()
    import_course(DEMO_COURSE, publish=True)
    return jobs


def play(client: Client, moves: str) -> str:
    return client.get(PLAY, {"moves": moves}).content.decode()


def test_the_section_leads_to_it(client: Client):
    page = client.get(SECTION).content.decode()

    assert f'href="{PLAY}"' in page
    assert "Make the program print sold: 2 at the end." in page


def test_it_begins_before_the_first_step_and_asks_for_moves_alone(client: Client, asked: list[Job]):
    page = client.get(PLAY).content.decode()

    assert "Who goes first?" in page
    assert f"{PLAY}?moves=1" in page
    assert all(job.is_move for job in asked)


def test_the_goal_is_reached_explained_and_kept(client: Client, ada: Person):
    course = import_course(DEMO_COURSE).course
    enrol(ada, course, now=timezone.now())
    client.force_login(ada)

    assert "Reached" not in play(client, "1.2")
    assert not PartProgress.objects.exists()
    page = play(client, TWICE)

    assert "Reached" in page
    assert "The look belongs under the same lock." in page
    assert list(PartProgress.objects.values_list("part_key", flat=True)) == ["two-sales-of-the-last-ticket"]


def test_another_end_is_not_it(client: Client):
    page = play(client, "1.1.1.1.1.1.1.2")

    assert "That was not it." in page
    assert "The look belongs" not in page


def test_where_it_was_explored_is_asked_once(client: Client, asked: list[Job]):
    for moves in ("", "1", "1.2", "1.2"):
        play(client, moves)

    assert len(asked) == 4  # where it touches what is shared, and three places to stand in


@pytest.mark.parametrize("moves", ["7", "1.x", "1..2", ".".join(["1"] * 301)])
def test_steps_that_cannot_be_made_are_refused_in_a_sentence(client: Client, moves: str):
    response = client.get(PLAY, {"moves": moves})

    assert response.status_code == 422
    assert "This step was not made." in response.content.decode()


def test_other_questions_are_not_played_and_this_one_is_not_sent(client: Client):
    assert client.get(PLAY.replace("two-sales-of-the-last-ticket", "the-oven")).status_code == 404
    assert "All right" not in client.post(PLAY.removesuffix("play/"), {"option": "0"}).content.decode()
