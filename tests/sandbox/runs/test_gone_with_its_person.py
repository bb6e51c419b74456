"""A run whose person erases the account while it runs: it is gone, and nobody stumbles over it."""

import pytest
from django.utils import timezone

from accounts.erasing import erase
from accounts.models import Person
from sandbox.events import Outcome
from sandbox.runs.finishing import an_end, end_row
from sandbox.runs.losing import Return, give_back
from sandbox.runs.models import Run, State, Submission
from sandbox.runs.stopping import stop
from tests.accounts.belongings import give_runs


def running(person: Person) -> Run:
    submission, now = give_runs(person), timezone.now()
    Submission.objects.filter(pk=submission.pk).update(over_at=None, told_at=None)
    token = "6f0c0f0e-0000-4000-8000-000000000000"
    lease = {"lease_token": token, "lease_until": now, "attempt": 1, "state": State.RUNNING}
    Run.objects.update(**lease, ended_at=None, outcome="")
    return Run.objects.get()


def test_a_worker_whose_run_is_gone_writes_nothing_and_goes_on(ada: Person):
    run = running(ada)
    submission, token = run.submission, run.lease_token
    Person.objects.all().delete()

    assert not end_row(Run.objects.held_with(token), submission.pk, an_end(Outcome.FINISHED))
    give_back(run.pk, token, Return.LOST)
    stop(submission)


def test_a_run_that_nobody_ends_does_not_keep_the_account(ada: Person, monkeypatch: pytest.MonkeyPatch):
    running(ada)
    monkeypatch.setattr("sandbox.runs.held.STOPS_WITHIN_SECONDS", 0.2)

    erase(ada)

    assert not Run.objects.exists()
