"""Nothing stays running for ever: a killed worker, a runner that goes, a runner that never comes."""

import signal
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Person
from sandbox.runs.capacity import AWAY, Capacity, announce
from sandbox.runs.claiming import LEASE, claim
from sandbox.runs.housekeeping import look_after_runs
from sandbox.runs.losing import Return, give_back
from sandbox.runs.models import Run, Submission
from sandbox.runs.stopping import stop
from sandbox.runs.watching import Reason
from tests.sandbox.runs.conftest import ask, asker_of
from tests.sandbox.runs.processes import SiteProcess, eventually, start_worker
from tests.sandbox.runs.scripted_runner import ScriptedRunner
from tests.sandbox.runs.streams import ends_with_over, is_over, is_told, kinds, streamed

ENDLESS = "start\nout begun\nsleep 60\nend finished 0"
AFTER_THE_LEASE = timedelta(seconds=11)


def begun(submission: Submission, attempt: int) -> bool:
    return any(said.kind == "stdout" and said.attempt == attempt for said in streamed(submission))


def is_vouched_for() -> bool:
    """Whether the worker has renewed the lease that came with its claim."""
    run = Run.objects.get()
    return run.lease_until > run.claimed_at + LEASE


def looked_after(submission: Submission) -> bool:
    look_after_runs(timezone.now())
    return is_over(submission)


def test_a_worker_killed_in_the_middle_leads_to_a_second_attempt_and_then_to_a_sandbox_failure(
    worker: SiteProcess, ada: Person
):
    submission = ask(asker_of(ada), ENDLESS)
    eventually(lambda: begun(submission, 1))
    worker.kill()

    look_after_runs(timezone.now() + AFTER_THE_LEASE)
    another = start_worker()
    eventually(lambda: begun(submission, 2))
    another.kill()
    look_after_runs(timezone.now() + AFTER_THE_LEASE)

    run = Run.objects.get()
    assert (run.state, run.outcome, run.attempt, run.losses) == ("ended", "sandbox-failure", 2, 2)
    assert is_over(submission)
    assert ends_with_over(submission)


def test_a_worker_that_slept_through_its_lease_can_say_and_end_nothing_any_more(
    worker: SiteProcess, ada: Person, runner: ScriptedRunner
):
    submission = ask(asker_of(ada), "start\nout begun\nwait\nout late\nend error 1")
    eventually(lambda: begun(submission, 1))
    eventually(is_vouched_for)  # it writes no row for two seconds now: asleep, it would hold its lock
    worker.signal(signal.SIGSTOP)
    look_after_runs(timezone.now() + AFTER_THE_LEASE)
    another = start_worker()
    eventually(lambda: begun(submission, 2))

    runner.go_on()
    worker.signal(signal.SIGCONT)
    worker.wait_for("nothing was written", Reason.LEASE_LOST.value)  # whichever of its threads finds it first
    eventually(lambda: is_told(submission))

    another.kill()
    assert [said.text for said in streamed(submission) if said.kind == "stdout" and said.attempt == 1] == ["begun\n"]
    assert (Run.objects.get().attempt, Run.objects.get().losses) == (2, 1)


def test_what_a_lost_run_had_printed_is_kept(worker: SiteProcess, ada: Person):
    submission = ask(asker_of(ada), ENDLESS)
    eventually(lambda: begun(submission, 1))
    worker.kill()
    stop(submission)

    look_after_runs(timezone.now() + AFTER_THE_LEASE)

    run = Run.objects.get()
    assert run.outcome == "stopped"
    assert [said.kind for said in run.said()] == ["starting", "started", "stdout", "end"]


def test_the_second_attempt_begins_with_a_sentence(worker: SiteProcess, ada: Person, runner: ScriptedRunner):
    submission = ask(asker_of(ada), ENDLESS)
    eventually(lambda: begun(submission, 1))

    runner.stop()
    eventually(lambda: Run.objects.get().losses == 1)
    runner.start()
    look_after_runs(timezone.now())
    eventually(lambda: begun(submission, 2))

    (again,) = [said for said in streamed(submission) if said.kind == "again"]
    assert again.text.startswith("The machine that ran it was lost. This is the second attempt")


def test_a_runner_that_goes_twice_in_the_middle_is_a_sandbox_failure(worker: SiteProcess, ada: Person):
    submission = ask(asker_of(ada), "start\nout begun\nhang up")

    eventually(lambda: is_told(submission))

    run = Run.objects.get()
    assert (run.outcome, run.attempt, run.losses) == ("sandbox-failure", 2, 2)
    assert kinds(submission)[-1] == "end"


def test_a_run_that_never_started_goes_back_to_the_queue_and_counts_for_nothing(worker: SiteProcess, ada: Person):
    ask(asker_of(ada), "hang up")

    eventually(lambda: Run.objects.get().attempt >= 1 and Run.objects.get().state == "queued")

    assert Run.objects.get().losses == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("an_open_sandbox")
def test_a_runner_that_never_begins_what_it_is_given_is_not_tried_for_ever(ada: Person):
    submission = ask(asker_of(ada))

    for _ in range(12):
        claimed = claim()
        give_back(claimed.run, claimed.token, Return.UNSTARTED)

    assert Run.objects.get().outcome == "sandbox-failure"
    assert is_over(submission)


def test_a_runner_that_was_away_and_is_back_performs_what_waited(
    worker: SiteProcess, ada: Person, runner: ScriptedRunner
):
    runner.stop()
    submission = ask(asker_of(ada), "patient")

    runner.start()

    eventually(lambda: looked_after(submission))
    assert Run.objects.get().outcome == "finished"


def test_a_worker_that_began_without_a_runner_grows_with_its_slots(
    transactional_db: None, runner: ScriptedRunner, an_open_sandbox: None
):
    for name in "vw":
        ask(asker_of(visitor=name), ENDLESS)
    runner.stop()
    worker = start_worker()

    runner.start()

    eventually(lambda: Run.objects.running().count() == 2)
    worker.kill()


@pytest.mark.django_db
@pytest.mark.usefixtures("an_open_sandbox")
def test_a_run_waits_a_minute_for_a_runner_and_no_longer(ada: Person):
    submission = ask(asker_of(ada), "in vain")
    now = timezone.now()
    announce(Capacity(is_open=False, sentence=AWAY))
    look_after_runs(now)

    look_after_runs(now + timedelta(seconds=30))
    assert not is_over(submission)
    look_after_runs(now + timedelta(seconds=61))

    run = Run.objects.get()
    assert (run.outcome, run.detail[:40]) == ("sandbox-failure", "There was no machine to run it on for to")
    assert ends_with_over(submission)


@pytest.mark.django_db
@pytest.mark.usefixtures("an_open_sandbox")
def test_a_busy_runner_is_waited_for_as_long_as_it_takes(ada: Person):
    submission = ask(asker_of(ada), "patient")

    for minutes in range(1, 4):
        look_after_runs(timezone.now() + timedelta(minutes=minutes))

    assert not is_over(submission)


@pytest.mark.django_db
@pytest.mark.usefixtures("an_open_sandbox")
def test_a_stale_claim_can_neither_lose_nor_end_the_run_that_another_worker_has(ada: Person):
    ask(asker_of(ada))
    stale = claim()
    look_after_runs(timezone.now() + AFTER_THE_LEASE)
    current = claim()

    give_back(stale.run, stale.token, Return.LOST)

    assert Run.objects.held_with(current.token).get().losses == 1
