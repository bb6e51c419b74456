"""A run is claimed by one worker, in order and in turn; a lease is renewed, or lapses."""

import threading
from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import Person
from sandbox.events import Outcome
from sandbox.runs.claiming import claim, renew
from sandbox.runs.finishing import an_end, end_row
from sandbox.runs.losing import Return, give_back
from sandbox.runs.models import Run, Submission
from sandbox.runs.refusals import TooManyRuns
from tests.sandbox.runs.conftest import ask, asker_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("an_open_sandbox")]


def claimed() -> str:
    found = claim()
    return Run.objects.get(pk=found.run).work().source if found else "nothing"


def end_all_running() -> None:
    for run in Run.objects.running():
        end_row(Run.objects.filter(pk=run.pk), run.submission_id, an_end(Outcome.FINISHED))


def test_runs_of_one_submission_follow_each_other(ada: Person):
    ask(asker_of(ada), "first", "second")

    assert (claimed(), claimed()) == ("first", "nothing")
    end_all_running()
    assert claimed() == "second"


def test_a_person_who_asked_for_much_does_not_keep_another_waiting(ada: Person, barbara: Person):
    for number in range(3):
        ask(asker_of(ada), f"ada {number}")
    ask(asker_of(barbara), "barbara")

    assert [claimed() for _ in range(5)] == ["ada 0", "barbara", "ada 1", "ada 2", "nothing"]


def test_who_floods_to_the_limit_keeps_the_next_one_waiting_for_nothing(ada: Person, barbara: Person):
    for number in range(settings.RUNS_UNENDED_OF_A_PERSON):
        ask(asker_of(ada), f"ada {number}")
    assert claimed() == "ada 0"

    with pytest.raises(TooManyRuns):
        ask(asker_of(ada), "one too many")
    ask(asker_of(barbara), "barbara")

    assert claimed() == "barbara"


def test_an_address_that_floods_from_many_browsers_keeps_the_next_one_waiting_for_nothing(ada: Person):
    for number in range(settings.RUNS_UNENDED_OF_AN_ADDRESS):
        ask(asker_of(visitor=f"browser {number}"), f"flood {number}")
    assert claimed() == "flood 0"

    with pytest.raises(TooManyRuns, match="sign in"):
        ask(asker_of(visitor="one too many"))
    end_all_running()
    ask(asker_of(ada), "ada")
    ask(asker_of(visitor="a neighbour", address="198.51.100.9"), "neighbour")

    assert [claimed() for _ in range(4)] == ["ada", "neighbour", "flood 1", "flood 2"]


def test_visitors_have_their_turns_like_people(ada: Person):
    ask(asker_of(visitor="v"), "v 0")
    ask(asker_of(visitor="v"), "v 1")
    ask(asker_of(visitor="w"), "w 0")

    assert [claimed() for _ in range(3)] == ["v 0", "w 0", "v 1"]


def test_what_was_stopped_is_not_claimed(ada: Person):
    submission = ask(asker_of(ada))
    Submission.objects.filter(pk=submission.pk).update(stop_asked_at=timezone.now())

    assert claimed() == "nothing"


def test_a_lease_is_renewed_while_it_holds(ada: Person):
    ask(asker_of(ada))
    held = claim()
    now = timezone.now()

    assert renew(held, now + timedelta(seconds=8))
    assert not Run.objects.lapsed(now + timedelta(seconds=16)).exists()
    assert Run.objects.lapsed(now + timedelta(seconds=19)).exists()


def test_a_stale_claim_can_neither_renew_nor_end_nor_put_back(ada: Person):
    submission = ask(asker_of(ada))
    stale = claim()
    give_back(stale.run, stale.token, Return.IN_ORDER)
    current = claim()

    held = Run.objects.held_with(stale.token)
    assert not renew(stale, timezone.now())
    assert not end_row(held, submission.pk, an_end(Outcome.FINISHED))
    give_back(stale.run, stale.token, Return.LOST)
    assert Run.objects.held_with(current.token).get().attempt == 2


@pytest.mark.django_db(transaction=True)
def test_workers_that_claim_at_once_never_get_the_same_run(ada: Person):
    for number in range(12):
        ask(asker_of(visitor=f"visitor {number}"))
    got: list[UUID] = []

    def work() -> None:
        while found := claim():
            got.append(found.run)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()

    assert len(got) == len(set(got)) == 12


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"state": "running"},
        {"state": "ended"},
        {"state": "queued", "outcome": "finished"},
        {"state": "ended", "ended_at": timezone.now(), "outcome": "victory"},
        {"losses": 1},
    ],
)
def test_the_database_itself_refuses_a_run_that_contradicts_itself(ada: Person, wrong: dict[str, object]):
    ask(asker_of(ada))

    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.update(**wrong)


def test_the_database_itself_refuses_two_running_runs_of_a_submission(ada: Person):
    ask(asker_of(ada), "a", "b")
    held = claim()

    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.queued().update(state="running", lease_token=held.token, lease_until=timezone.now())


@pytest.mark.parametrize("owner", [{"person": None, "visitor": ""}, {"visitor": "and a visitor"}, {"crowd": "too"}])
def test_the_database_itself_refuses_a_submission_of_nobody_or_of_two(ada: Person, owner: dict[str, object]):
    ask(asker_of(ada))

    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.update(**owner)
