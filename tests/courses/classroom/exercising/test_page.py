"""The page of an exercise: who sees what, what Check asks for, what helps, and what is kept."""

import html
import json
from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from courses.content.models import Course, Exercise, Option, Section
from courses.enrollment.enrolling import leave
from courses.enrollment.models import PartProgress
from courses.enrollment.progress import finish
from courses.exercises.models import Attempt, Standing
from courses.publishing.publishing import publish_section
from sandbox.runs.models import Submission
from tests.courses.classroom.exercising.conftest import (
    ACCOUNTS,
    HTMX,
    SEATS,
    SECTION,
    check,
    facts,
    solve,
)
from tests.sandbox.runs.ended import text_of

pytestmark = pytest.mark.django_db


def test_a_visitor_reads_the_task_and_the_starter_and_is_told_what_checking_needs(client: Client, shipped: Course):
    text = text_of(client, SEATS)

    assert "A small theatre has three seats left" in text
    assert "Checking needs a free account" in text
    assert 'id="check"' not in text


def test_nothing_that_gives_it_away_is_on_a_page(client: Client, learner_here: Client, shipped: Course):
    mine, visitor, section = (
        text_of(each, address) for each, address in ((learner_here, SEATS), (Client(), SEATS), (client, SECTION))
    )

    for text in (mine, visitor, section):
        assert "seats_lock" not in text.partition('id="puzzle"')[0]
        assert "eight callers, three seats" not in text
        assert "(3, 0)" not in text
        assert "must not be parted" not in text
        assert "taken for itself" not in text
    assert "Show hint 1 of 3" in mine


@pytest.mark.parametrize("way", ["check/", "hints/", "puzzle/", "give-up/"])
def test_what_is_done_here_needs_an_enrolment_on_the_server(way: str, client: Client, ada: Person, shipped: Course):
    assert client.post(SEATS + way, {"number": "1"}).status_code == HTTPStatus.FORBIDDEN
    client.force_login(ada)
    assert client.post(SEATS + way, {"number": "1"}).status_code == HTTPStatus.FORBIDDEN

    assert not Attempt.objects.exists()
    assert not Standing.objects.exists()
    assert not Submission.objects.exists()


def test_check_asks_for_a_run_of_each_axis(learner_here: Client):
    attempt = check(learner_here, SEATS, "x = 1\r\n")

    runs = {run.key: run for run in attempt.submission.runs.all()}
    assert list(runs) == ["work", "orders", "speed"]
    assert runs["speed"].timed_at_most == 5
    assert runs["speed"].beside["source"].startswith("import threading")
    assert attempt.source == "x = 1\n"
    assert (attempt.number, attempt.publication_number) == (1, 1)


def test_nothing_of_the_author_s_enters_a_jail(learner_here: Client):
    attempt = check(learner_here, SEATS, "x = 1\n")

    asked = json.dumps([[run.job, run.beside] for run in attempt.submission.runs.all()])
    assert "sales(8, 3)" in asked
    for secret in ("(3, 0)", "seats_lock", "three seats", "must not be parted"):
        assert secret not in asked


def test_nobody_sees_another_one_s_attempt(learner_here: Client, mallory: Person, shipped: Course):
    check(learner_here, SEATS, "secret = 1\n")
    other = Client()
    other.force_login(mallory)

    assert other.get(f"{SEATS}attempts/1/").status_code == HTTPStatus.NOT_FOUND
    assert other.get(f"{SEATS}attempts/1/order/").status_code == HTTPStatus.NOT_FOUND
    assert "secret" not in text_of(other, f"{SEATS}?attempt=1")


def test_hints_come_one_at_a_time(learner_here: Client):
    learner_here.post(f"{SEATS}hints/", {"number": "3"})
    assert "Hint 1 of 3" not in text_of(learner_here, SEATS)

    for _ in range(2):
        part = learner_here.post(f"{SEATS}hints/", {"number": "1"}, headers=HTMX).content.decode()
        assert "Hint 1 of 3" in part
        assert "Hint 2 of 3" not in part
        assert "Show hint 2 of 3" in part


def test_the_puzzle_is_there_on_request_or_after_three_attempts(learner_here: Client):
    assert "Show the puzzle" in text_of(learner_here, SEATS)
    for _ in range(3):
        check(learner_here, SEATS, "x = 1\n").submission.runs.all().delete()
    assert "Lines left" in text_of(learner_here, SEATS)

    part = learner_here.post(f"{ACCOUNTS}puzzle/", {"move": "use:1"}, headers=HTMX).content.decode()
    assert 'name="placed" value="1:0"' in part
    assert "Lines left" in text_of(learner_here, ACCOUNTS)


def test_an_assembled_puzzle_is_checked_as_any_program(learner_here: Client):
    placed = ["0:0", "1:1", "2:2", "3:1", "4:1", "5:0"]
    response = learner_here.post(f"{SEATS}puzzle/", {"placed": placed, "check": "yes"})

    assert response.status_code == HTTPStatus.FOUND
    assert Attempt.objects.get().source == facts("three-seats-eight-callers").solution


def test_giving_up_is_remembered_counts_as_done_and_shows_the_solution(learner_here: Client):
    response = learner_here.post(f"{SEATS}give-up/", follow=True)

    assert "seats_lock" in html.unescape(response.content.decode())
    assert Standing.objects.get().gave_up_at
    assert PartProgress.objects.count() == 1
    solve(learner_here)
    assert "Solved" in text_of(learner_here, SEATS)


def test_a_draft_comes_back_and_is_forgotten(learner_here: Client):
    assert learner_here.post(f"{SEATS}drafts/program/", {"source": "draft = 1\r\n"}).status_code == 204
    assert "draft = 1" in text_of(learner_here, SEATS)
    assert learner_here.post(f"{SEATS}drafts/other/", {"source": "x"}).status_code == HTTPStatus.FORBIDDEN
    assert learner_here.post(f"{SEATS}drafts/program/", {"source": "x" * 70_000}).status_code == 422

    learner_here.post(f"{SEATS}drafts/program/forget/")
    assert "draft = 1" not in text_of(learner_here, SEATS)


def test_a_program_that_cannot_be_checked_stays_in_the_editor(learner_here: Client):
    response = learner_here.post(f"{SEATS}check/", {"source-program": "x = 1\n" + "#" * 70_000})

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "This was not checked." in response.content.decode()
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("address", ["x/", "two-accounts/attempts/9/", "two-accounts/attempts/9/order/"])
def test_what_there_is_not_is_not_found(address: str, learner_here: Client):
    assert learner_here.get(f"{SECTION}exercises/{address}").status_code == HTTPStatus.NOT_FOUND


def test_leaving_and_erasing_takes_attempts_along(learner_here: Client, ada: Person, shipped: Course):
    learner_here.post(f"{SEATS}hints/", {"number": "1"})
    check(learner_here, SEATS, "x = 1\n")
    learner_here.post("/courses/python-advance/leave/", {"erase": "yes"})

    assert not Attempt.objects.exists()
    assert not Standing.objects.exists()


def test_who_left_without_erasing_finds_everything_again(learner_here: Client, ada: Person, shipped: Course):
    check(learner_here, SEATS, "x = 1\n")
    leave(ada, shipped, now=timezone.now())

    assert Attempt.objects.count() == 1
    assert learner_here.post(f"{SEATS}check/").status_code == HTTPStatus.FORBIDDEN


def test_what_changed_tells_nothing_that_gives_it_away(learner_here: Client, ada: Person, shipped: Course):
    finish(ada, shipped.pk, "conclusion", publication=1, now=timezone.now())
    changed = {"text": "Another task.", "solution": "the_solution = 1\n", "hint_1": "The hint.", "slips": ""}
    Exercise.objects.filter(key="two-accounts").update(**changed, checks="- a check: `f()` gives `'the value'`")
    Option.objects.filter(mark="x", question__kind="choose one").update(explanation="The explanation.")
    publish_section(Section.objects.get(key="conclusion"), by=None, now=timezone.now())

    text = text_of(learner_here, f"{SECTION}changes/")
    assert "Another task." in text
    for secret in ("the_solution", "The hint.", "the value", "The explanation.", "is right"):
        assert secret not in text
