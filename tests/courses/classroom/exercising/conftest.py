"""The course that ships, published, with somebody who takes it; and runs of an attempt as a worker ends them."""

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Person
from courses.content.models import Course, Exercise
from courses.coursefiles.importing import import_course
from courses.enrollment.enrolling import enrol
from courses.exercises.models import Attempt
from sandbox.events import Stdout
from sandbox.inside.explorer.asked import answer
from sandbox.questions import QUESTION
from sandbox.runs.models import Run
from tests.courses.folders import DEMO_COURSE
from tests.sandbox.runs.ended import end

SECTION = "/courses/python-advance/conclusion/"
SEATS = f"{SECTION}exercises/three-seats-eight-callers/"
ACCOUNTS = f"{SECTION}exercises/two-accounts/"
PAGES = f"{SECTION}exercises/eight-pages-at-once/"
HTMX = {"HX-Request": "true"}
FAIR = [(0.1, 0.01, 0.0)] * 5
SLOW = [(0.4, 0.01, 0.0)] * 5
RIGHT = ("(1, 0)", "(0, 0)", "(3, 0)", "(4, 6)")


@pytest.fixture
def shipped(db: None) -> Course:
    return import_course(DEMO_COURSE, publish=True).course


@pytest.fixture
def learner_here(client: Client, ada: Person, shipped: Course, a_sandbox: None) -> Client:
    """Ada's browser, signed in and enrolled."""
    enrol(ada, shipped, now=timezone.now())
    client.force_login(ada)
    return client


def check(client: Client, address: str, source: str) -> Attempt:
    response = client.post(f"{address}check/", {"source-program": source})
    assert response.status_code == 302, response.content.decode()
    return Attempt.objects.latest("pk")


def values(*said: str) -> str:
    """A report in which each call gave a value."""
    return json.dumps({"facts": [{"kind": "value", "value": each} for each in said]})


def end_work(attempt: Attempt, printed: str) -> None:
    end(run_of(attempt, "work"), said=Stdout(at=0.1, text=f"{printed}\n"))


def end_orders(attempt: Attempt) -> None:
    """With the true answer."""
    run = run_of(attempt, "orders")
    question: dict[str, Any] = json.loads(run.job["files"][QUESTION])
    end(run, said=Stdout(at=0.1, text=json.dumps(answer(question)) + "\n"))


def end_speed(attempt: Attempt, own: list[tuple[float, float, float]] = FAIR) -> None:
    run = run_of(attempt, "speed")
    Run.objects.filter(pk=run.pk).update(timings_beside=SLOW)
    end(run, timings=own, cores=2)


def run_of(attempt: Attempt, axis: str) -> Run:
    return attempt.submission.runs.get(key=axis)


def facts(key: str) -> Exercise:
    return Exercise.objects.get(key=key)


def solve(client: Client) -> Attempt:
    attempt = check(client, SEATS, facts("three-seats-eight-callers").solution)
    end_work(attempt, values(*RIGHT))
    end_orders(attempt)
    end_speed(attempt)
    return attempt


def states(attempt: Attempt) -> dict[str, str]:
    attempt.refresh_from_db()
    return {each["axis"]: each["state"] for each in attempt.strips}
