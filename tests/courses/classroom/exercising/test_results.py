"""What came of an attempt, as its page shows it: a strip for each axis, and what is recorded."""

from http import HTTPStatus

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from courses.content.models import Exercise, Section
from courses.enrollment.models import PartProgress
from courses.publishing.publishing import publish_section
from sandbox.events import Outcome
from tests.courses.classroom.exercising.conftest import (
    ACCOUNTS,
    FAIR,
    HTMX,
    PAGES,
    RIGHT,
    SEATS,
    SECTION,
    check,
    end_orders,
    end_speed,
    end_work,
    facts,
    run_of,
    solve,
    states,
    values,
)
from tests.sandbox.runs.ended import end, text_of

pytestmark = pytest.mark.django_db


def test_of_an_attempt_that_there_is_not_the_newest_is_shown_and_it_is_said(learner_here: Client):
    check(learner_here, SEATS, "x = 1\n")

    part = text_of(learner_here, f"{SEATS}?attempt=999")
    assert "You have no attempt 999 here" in part
    assert "Result of attempt 1" in part


def test_each_strip_is_there_as_soon_as_its_run_has_ended(learner_here: Client):
    attempt = check(learner_here, SEATS, facts("three-seats-eight-callers").solution)
    end_work(attempt, values(*RIGHT))

    part = text_of(learner_here, f"{SEATS}?attempt=1")
    assert 'data-axis="work" data-state="passed"' in part
    assert 'data-axis="orders" data-state="waiting"' in part
    assert f'hx-get="{SEATS}attempts/1/"' in part
    assert not PartProgress.objects.exists()


def test_solving_it_is_recorded_once_and_opens_the_solution(learner_here: Client, ada: Person):
    assert learner_here.get(f"{SEATS}solution/").status_code == HTTPStatus.FOUND
    attempt = solve(learner_here)

    text = text_of(learner_here, SEATS)
    assert states(attempt) == {"work": "passed", "orders": "passed", "speed": "passed"}
    assert "Solved" in text
    assert "4.0 times, target 2.5" in text
    assert list(PartProgress.objects.values_list("part_key", "how")) == [("three-seats-eight-callers", "answered")]
    assert "seats_lock" in text_of(learner_here, f"{SEATS}solution/")
    assert text_of(learner_here, SECTION).count("Done</span>") == 1


def test_an_order_that_breaks_it_is_one_press_from_being_played(learner_here: Client):
    attempt = check(learner_here, SEATS, facts("three-seats-eight-callers").starter)
    end_work(attempt, values("(1, 0)", "(0, 0)", "(8, -5)", "(4, 6)"))
    end_orders(attempt)
    end_speed(attempt)

    text = text_of(learner_here, SEATS)
    assert "3 of 4 pass" in text
    assert "sales(8, 3) gave (8, -5)." in text
    assert "What must hold does not: One seat, 2 tickets sold, -1 seats left." in text
    assert f'hx-get="{SEATS}attempts/1/order/"' in text
    played = learner_here.get(f"{SEATS}attempts/1/order/", headers=HTMX).content.decode()
    assert "<lab-stage" in played
    assert "An order that breaks it" in played
    assert "It breaks: AssertionError" in played  # on a line of the exercise's own, which nobody sees
    assert "An order that breaks it" in text_of(learner_here, f"{SEATS}?attempt=1&play=yes")


def test_a_sleep_is_named(learner_here: Client):
    starter = facts("three-seats-eight-callers").starter
    attempt = check(learner_here, SEATS, starter.replace("    if seats", "    time.sleep(1)\n    if seats"))
    end_orders(attempt)

    assert "sleep() does not order threads" in text_of(learner_here, SEATS)


def test_a_busy_machine_is_no_failure_and_one_may_check_again(learner_here: Client):
    attempt = check(learner_here, SEATS, facts("three-seats-eight-callers").solution)
    end_work(attempt, values(*RIGHT))
    end_orders(attempt)
    end_speed(attempt, [(0.4, 0.01, 0.4)] * 5)

    text = text_of(learner_here, SEATS)
    assert states(attempt)["speed"] == "open"
    assert "The machine was busy" in text
    assert "Check again" in text
    assert not PartProgress.objects.exists()


def test_an_axis_that_is_not_asked_says_why(learner_here: Client):
    attempt = check(learner_here, ACCOUNTS, facts("two-accounts").solution)
    end_work(attempt, values("(70, 80)", "(100, 50)", "(100, 50)"))
    end_orders(attempt)

    text = text_of(learner_here, ACCOUNTS)
    assert states(attempt) == {"work": "passed", "orders": "passed", "speed": "not asked"}
    assert "over too soon to be timed" in text


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.SANDBOX_FAILURE, "open"),
        (Outcome.STOPPED, "open"),
        (Outcome.TIME_LIMIT, "failed"),
        (Outcome.DEADLOCK, "failed"),
    ],
)
def test_a_run_that_breaks_off_fails_only_where_it_is_the_program_s_fault(
    learner_here: Client, outcome: Outcome, state: str
):
    attempt = check(learner_here, PAGES, facts("eight-pages-at-once").solution)
    end(run_of(attempt, "work"), outcome)
    end_speed(attempt)
    text_of(learner_here, PAGES)

    assert states(attempt)["work"] == state


def test_a_sequential_version_that_does_not_finish_is_nobody_s_failure(learner_here: Client):
    attempt = check(learner_here, PAGES, facts("eight-pages-at-once").solution)
    end(run_of(attempt, "work"), said=None)
    end(run_of(attempt, "speed"), Outcome.TIME_LIMIT)
    text = text_of(learner_here, PAGES)

    assert states(attempt)["speed"] == "open"
    assert "The sequential version, which is the author's, did not finish." in text


def test_what_a_forged_report_says_is_no_result(learner_here: Client):
    attempt = check(learner_here, PAGES, "x = 1\n")
    end_work(attempt, '{"facts": "all passed"}')
    end_speed(attempt)
    text_of(learner_here, PAGES)

    assert states(attempt)["work"] == "failed"


def test_an_attempt_is_held_against_the_publication_that_it_answered(learner_here: Client):
    attempt = check(learner_here, PAGES, facts("eight-pages-at-once").solution)
    Exercise.objects.filter(key="eight-pages-at-once").update(checks="- new: `fetch('x')` gives `'never'`")
    publish_section(Section.objects.get(key="conclusion"), by=None, now=timezone.now())
    expected = ("['<h1>tea</h1>']", "['<h1>oolong</h1>', '<h1>tea</h1>']", "[]", "20")
    end_work(attempt, values(*expected))
    end_speed(attempt)
    text_of(learner_here, PAGES)

    assert states(attempt)["work"] == "passed"
    assert check(learner_here, PAGES, "x = 1\n").publication_number == 2


def test_attempts_are_listed_with_what_changed(learner_here: Client):
    starter = facts("eight-pages-at-once").starter
    for source, said in ((starter, ("1", "1", "1", "1")), (f"# mine\n{starter}", ("1", "1", "[]", "20"))):
        attempt = check(learner_here, PAGES, source)
        end_work(attempt, values(*said))
        end_speed(attempt, FAIR)

    text = text_of(learner_here, PAGES)
    assert "Tests: 0 of 4 pass → 2 of 4 pass." in text
    assert '<ins><span class="vh">Added: </span># mine</ins>' in text
    assert "Result of attempt 1" in text_of(learner_here, f"{PAGES}?attempt=1")


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import os\n", "“os” cannot be imported here"),
        ("import socket\n", "“socket” cannot be imported here"),
        ("exec('x = 1')\n", "“exec” brings in code made from text"),
        ("().__class__.__base__.__subclasses__()\n", "reaches into Python itself"),
        ("import threading\nthreading._start_new_thread\n", ""),
        ("def book(:\n", "Python cannot read this program"),
    ],
)
def test_what_the_explorer_cannot_follow_does_not_pass(learner_here: Client, source: str, reason: str):
    attempt = check(learner_here, SEATS, source)
    end_work(attempt, values(*RIGHT))
    end_orders(attempt)
    end_speed(attempt)
    text = text_of(learner_here, SEATS)

    assert states(attempt)["orders"] == "failed"
    assert reason in text
    assert not PartProgress.objects.exists()
