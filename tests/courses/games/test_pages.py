"""The pages of the campaign: what a level shows, how it is won, and what is said of steps that cannot be made."""

import json

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import Person
from courses.games.campaign import CAMPAIGN
from courses.games.models import Win
from sandbox.inside.explorer.asked import answer
from sandbox.jobs import Job
from sandbox.lab import choosing
from sandbox.questions import QUESTION
from sandbox.runs.refusals import NoSandboxHere

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """The explorer answers in this process; what was asked of it."""
    jobs: list[Job] = []

    def perform(job: Job, *, asker: object) -> str:
        jobs.append(job)
        return json.dumps(answer(json.loads(job.files[QUESTION]))) + "\n"

    monkeypatch.setattr(choosing, "perform_move", perform)
    cache.clear()
    return jobs


def level(client: Client, key: str, moves: str = "", **more: str):
    query = f"?moves={moves}" if moves else ""
    return client.get(reverse("games:level", args=[key]) + query, headers=more or None)


def test_the_list_has_every_level_and_where_to_begin(client: Client):
    page = client.get(reverse("games:games")).content.decode()

    assert all(each.title in page for each in CAMPAIGN)
    assert "Begin: Lost update" in page
    assert f"0 of {3 * len(CAMPAIGN)} stars" in page


def test_a_level_begins_before_its_first_step(client: Client, asked: list[Job]):
    page = level(client, "two-locks").content.decode()

    assert "Who goes first?" in page
    assert "?moves=1" in page
    assert "?moves=2" in page
    assert all(job.is_move for job in asked)


def test_the_same_steps_are_asked_for_once(client: Client, asked: list[Job]):
    for _ in range(3):
        level(client, "two-locks", "1")

    assert len(asked) == 1


def test_a_deadlock_wins_the_level_and_says_why(client: Client, ada: Person):
    client.force_login(ada)

    page = level(client, "two-locks", "1.2").content.decode()

    assert "Nobody can go on" in page
    assert "3 of 3 stars" in page
    assert "a ring of two" in page
    assert "Next level: One order for both" in page
    assert Win.objects.get(person=ada).switches == 1


def test_another_end_does_not_win(client: Client, ada: Person):
    client.force_login(ada)

    page = level(client, "two-locks", "1.1.1.1.2.2.2.2").content.decode()

    assert "That was not it" in page
    assert "a ring of two" not in page
    assert not Win.objects.exists()


def test_a_visitors_stars_are_in_the_list_of_this_browser(client: Client):
    level(client, "two-locks", "2.1")

    page = client.get(reverse("games:games")).content.decode()

    assert f"3 of {3 * len(CAMPAIGN)} stars" in page


def test_saying_that_it_cannot_be_done_is_right_where_no_order_breaks_it(client: Client, ada: Person):
    client.force_login(ada)

    page = client.post(reverse("games:claim", args=["one-order"]), follow=True).content.decode()

    assert "Right: it cannot be done" in page
    assert "walked all 2 essentially different orders" in page
    assert Win.objects.get(person=ada).level == "one-order"


def test_and_wrong_where_one_does(client: Client, ada: Person):
    client.force_login(ada)

    page = client.post(reverse("games:claim", args=["two-locks"]), follow=True).content.decode()

    assert "It can be done." in page
    assert "with 1 switch from one thread to another" in page
    assert not Win.objects.exists()


def test_whoever_says_so_keeps_the_steps_that_were_made(client: Client):
    response = client.post(reverse("games:claim", args=["two-locks"]), {"moves": "1.1"}, follow=True)

    assert response.redirect_chain[-1][0].endswith("?claimed&moves=1.1")
    assert "It can be done." in response.content.decode()
    assert "2 steps" in response.content.decode()


def test_a_claim_with_hostile_moves_leads_to_this_site_and_is_refused(client: Client):
    response = client.post(reverse("games:claim", args=["two-locks"]), {"moves": "1&x=\r\nSet-Cookie: a"}, follow=True)

    assert response.status_code == 422
    assert "Set-Cookie" not in response.redirect_chain[-1][0].replace("Set-Cookie%3A", "")


def test_too_many_steps_are_refused_with_the_limit(client: Client):
    assert "a game has at most 300" in level(client, "two-locks", ".".join(["1"] * 301)).content.decode()


@pytest.mark.parametrize("moves", ["7", "1.1.1.1.1", "1.x", "\u0661", "1..2", "9999", ".".join(["1"] * 301)])
def test_steps_that_cannot_be_made_are_refused_in_a_sentence(client: Client, moves: str):
    response = level(client, "two-locks", moves)

    assert response.status_code == 422
    assert "This step was not made." in response.content.decode()
    assert "Start over" in response.content.decode()


def test_where_no_lane_answers_the_page_stays_and_says_so(client: Client, monkeypatch: pytest.MonkeyPatch):
    def away(job: Job, *, asker: object) -> str:
        raise NoSandboxHere("Moves cannot be played just now.", retry_after=15)

    monkeypatch.setattr(choosing, "perform_move", away)
    response = level(client, "two-locks", "1")

    assert (response.status_code, response["Retry-After"]) == (503, "15")
    assert "Moves cannot be played just now." in response.content.decode()


def test_a_script_gets_the_board_alone_and_the_way_back_the_whole_page(client: Client):
    part = level(client, "two-locks", "1", **HTMX).content.decode()
    whole = level(client, "two-locks", "1", **HTMX, **{"HX-History-Restore-Request": "true"}).content.decode()

    assert part.lstrip().startswith("<lab-board")
    assert "<html" in whole


def test_there_is_no_other_level(client: Client):
    assert level(client, "nowhere").status_code == 404


def test_a_script_that_wins_gets_the_stars_of_the_heading_as_well(client: Client):
    part = level(client, "two-locks", "1.2", **HTMX).content.decode()
    whole = level(client, "two-locks", "1.2").content.decode()

    assert part.count('id="level-stars" hx-swap-oob="true"') == 1
    assert "hx-swap-oob" not in whole
    assert whole.count('id="level-stars"') == 1
