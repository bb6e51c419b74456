"""Asking for runs writes rows, rings the workers, and refuses with a sentence."""

import threading

import pytest
from django.db import OperationalError, connections, transaction
from pytest_django.fixtures import Settings

from accounts.models import Person
from sandbox.runs.capacity import AWAY, Capacity, announce
from sandbox.runs.crowds import crowd_of
from sandbox.runs.models import Run, Submission
from sandbox.runs.redis_connection import connection
from sandbox.runs.refusals import CannotBeRun, NoSandboxHere, QueueIsFull, RunRefused, TooManyRuns
from sandbox.runs.requests import submit
from tests.sandbox.runs.conftest import ask, asker_of, wanted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("an_open_sandbox")]

NOBODY_LISTENS = "redis://127.0.0.1:1/0"


def bells() -> int:
    return connection().llen("runs")


def test_a_comparison_is_one_submission_with_its_runs_in_order(ada: Person):
    submission = ask(asker_of(ada), "first", "second")

    assert [(run.position, run.work().source, run.state) for run in submission.runs.all()] == [
        (0, "first", "queued"),
        (1, "second", "queued"),
    ]
    assert (submission.person, submission.visitor, submission.is_over) == (ada, "", False)


def test_the_bell_is_rung_once_the_rows_are_there(ada: Person, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ask(asker_of(ada))
        assert bells() == 0

    assert bells() == 1


def test_a_bell_that_cannot_be_rung_never_fails_the_request(
    ada: Person, settings: Settings, django_capture_on_commit_callbacks
):
    settings.REDIS_URL = NOBODY_LISTENS

    with django_capture_on_commit_callbacks(execute=True):
        ask(asker_of(ada))

    assert Run.objects.queued().count() == 1


def test_the_place_in_the_queue_is_told(ada: Person, django_capture_on_commit_callbacks):
    ask(asker_of(visitor="before"), "a", "b")
    with django_capture_on_commit_callbacks(execute=True):
        submission = ask(asker_of(ada))

    (message,) = connection().xrange(f"runs:stream:{submission.id}")
    assert message[1][b"m"] == b'{"run":"0","attempt":0,"kind":"queued","ahead":1}'


def test_nothing_is_queued_where_no_jail_can_be_built(ada: Person):
    announce(Capacity(is_open=False, sentence="User namespaces are forbidden here: type sysctl …"))

    with pytest.raises(NoSandboxHere, match="type sysctl") as refused:
        ask(asker_of(ada))

    assert (refused.value.status, Submission.objects.count()) == (503, 0)


def test_a_runner_that_is_away_is_said_to_be_so(ada: Person):
    announce(Capacity(is_open=False, sentence=AWAY))

    with pytest.raises(NoSandboxHere) as refused:
        ask(asker_of(ada))

    assert refused.value.headers == {"Retry-After": "60"}


def test_an_unknown_interpreter_is_refused_with_those_there_are(ada: Person):
    with pytest.raises(CannotBeRun, match=r"There is no Python 3\.9 here\. Choose one of 3\.13\.0\."):
        submit(wanted("print()", python="3.9"), asker=asker_of(ada), subject="demo:test", title="A test")


@pytest.mark.parametrize("count", [0, 9])
def test_between_one_and_eight_programs_can_be_compared(ada: Person, count: int):
    with pytest.raises(CannotBeRun, match="Between 1 and 8"):
        submit(wanted(*["print()"] * count), asker=asker_of(ada), subject="demo:test", title="A test")


def test_a_comparison_cannot_hold_a_variant_twice(ada: Person):
    with pytest.raises(CannotBeRun, match="twice"):
        submit([*wanted("1"), *wanted("2")], asker=asker_of(ada), subject="demo:test", title="A test")


def test_a_person_may_have_only_so_much_unended(ada: Person, settings: Settings):
    settings.RUNS_UNENDED_OF_A_PERSON = 3
    ask(asker_of(ada), "a", "b")

    with pytest.raises(TooManyRuns, match="3 of your runs") as refused:
        ask(asker_of(ada), "c", "d")

    assert refused.value.status == 429
    ask(asker_of(visitor="somebody else"), "c", "d")


def test_a_full_queue_is_said_to_be_full(ada: Person, settings: Settings):
    settings.RUNS_WAITING_AT_MOST = 1

    with pytest.raises(QueueIsFull) as refused:
        ask(asker_of(ada), "a", "b")

    assert (refused.value.status, refused.value.retry_after) == (503, 30)


def test_visitors_behind_one_address_may_have_only_so_much_unended_together(ada: Person, settings: Settings):
    settings.RUNS_UNENDED_OF_AN_ADDRESS = 3
    ask(asker_of(visitor="one"), "a", "b")

    with pytest.raises(TooManyRuns, match="3 runs waiting or under way") as refused:
        ask(asker_of(visitor="another"), "c", "d")

    assert refused.value.headers == {"Retry-After": "30"}
    ask(asker_of(visitor="elsewhere", address="198.51.100.9"), "c", "d")
    ask(asker_of(ada), "c", "d")


def test_the_address_of_a_visitor_is_written_nowhere(settings: Settings):
    submission = ask(asker_of(visitor="one", address="203.0.113.7"))

    row = Submission.objects.filter(pk=submission.pk).values().get()
    assert row["crowd"]
    assert "203.0.113.7" not in str(row)
    assert not [key for key in connection().keys() if b"203.0.113.7" in key]  # noqa: SIM118 (a command of Redis)


def test_the_hash_of_an_address_is_worth_nothing_without_our_key(settings: Settings):
    before = crowd_of("203.0.113.7")
    settings.SECRET_KEY = "another one"

    assert crowd_of("203.0.113.7") != before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("limit", ["RUNS_UNENDED_OF_A_PERSON", "RUNS_UNENDED_OF_AN_ADDRESS", "RUNS_WAITING_AT_MOST"])
def test_requests_that_come_at_once_cannot_share_the_last_place(ada: Person, settings: Settings, limit: str):
    setattr(settings, limit, 3)
    together = threading.Barrier(8)
    refused: list[RunRefused] = []

    def press_run(number: int) -> None:
        is_person = limit == "RUNS_UNENDED_OF_A_PERSON"
        together.wait()
        try:
            ask(asker_of(ada) if is_person else asker_of(visitor=f"visitor {number}"))
        except RunRefused as refusal:
            refused.append(refusal)
        connections.close_all()

    hands = [threading.Thread(target=press_run, args=(number,)) for number in range(8)]
    for each in hands:
        each.start()
    for each in hands:
        each.join()

    assert (Run.objects.count(), len(refused)) == (3, 5)


@pytest.mark.skipif(connections["default"].vendor != "sqlite", reason="only the embedded database can be made full")
def test_on_a_full_disk_nothing_is_half_written(ada: Person):
    with connections["default"].cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
        with pytest.raises(OperationalError, match="full"), transaction.atomic():
            ask(asker_of(ada), *["#" * 60_000] * 8)
        cursor.execute("PRAGMA max_page_count = 1073741823")

    assert Submission.objects.count() == 0
