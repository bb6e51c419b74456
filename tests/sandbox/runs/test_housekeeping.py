"""Housekeeping rings for what was lost, tells what was not told, deletes what is past its time."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import Person
from sandbox.events import Outcome
from sandbox.runs.claiming import claim
from sandbox.runs.finishing import an_end, end_row
from sandbox.runs.housekeeping import look_after_runs
from sandbox.runs.losing import Return, give_back
from sandbox.runs.models import Run, Submission
from sandbox.runs.redis_connection import connection
from sandbox.runs.streaming.messages import StreamedEvent
from sandbox.runs.streaming.transcript import Entry, Transcript
from tests.sandbox.runs.conftest import ask, asker_of
from tests.sandbox.runs.streams import ends_with_over, is_told, kinds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("an_open_sandbox")]


def bells() -> int:
    return connection().llen("runs")


def end_without_a_word(submission: Submission) -> None:
    """As a worker ends a run while Redis is away: the row is complete, the pages have heard nothing."""
    held = claim()
    said = StreamedEvent(run="0", attempt=1, kind="end", fields={"outcome": "finished"})
    packed = Transcript(run="0", attempt=1).pack(also=Entry(1, "5-0", said.payload()))
    end_row(Run.objects.held_with(held.token), submission.pk, an_end(Outcome.FINISHED), transcript=packed)


def test_a_queued_run_whose_message_was_lost_is_rung_again(ada: Person):
    ask(asker_of(ada))
    assert bells() == 0  # on_commit has not come in this test: the message is lost

    look_after_runs(timezone.now())

    assert bells() == 1


def test_bells_do_not_pile_up(ada: Person):
    for number in range(5):
        ask(asker_of(visitor=f"visitor {number}"))

    for _ in range(10):
        look_after_runs(timezone.now())

    assert bells() == 2  # as many as there are slots


def test_nothing_is_rung_when_nothing_waits():
    look_after_runs(timezone.now())

    assert bells() == 0


def test_pages_that_were_not_told_of_the_end_are_told(ada: Person):
    submission = ask(asker_of(ada))
    end_without_a_word(submission)
    assert not kinds(submission)

    look_after_runs(timezone.now() + timedelta(seconds=11))

    assert kinds(submission) == ["end"]
    assert ends_with_over(submission)
    assert is_told(submission)


def test_a_wish_to_stop_that_was_not_carried_out_is_carried_out(ada: Person):
    submission = ask(asker_of(ada))
    Submission.objects.update(stop_asked_at=timezone.now())  # and then the web process died

    look_after_runs(timezone.now())

    assert submission.runs.get().outcome == "stopped"


def test_a_run_that_comes_back_to_a_stopped_submission_ends(ada: Person):
    submission = ask(asker_of(ada))
    held = claim()
    Submission.objects.update(stop_asked_at=timezone.now())

    give_back(held.run, held.token, Return.IN_ORDER)

    assert submission.runs.get().outcome == "stopped"


def test_what_is_past_its_time_is_deleted_and_nothing_else(ada: Person, settings: Settings):
    settings.RUNS_KEPT_DAYS = 30
    old = ask(asker_of(ada))
    end_without_a_word(old)
    waiting = ask(asker_of(ada))

    look_after_runs(timezone.now() + timedelta(days=29))
    assert Submission.objects.count() == 2
    look_after_runs(timezone.now() + timedelta(days=31))

    assert list(Submission.objects.values_list("pk", flat=True)) == [waiting.pk]
    assert not Run.objects.filter(submission=old.pk).exists()


def test_who_shared_an_address_is_forgotten_soon_after_the_end_and_not_while_anything_waits():
    over, waiting = ask(asker_of(visitor="v")), ask(asker_of(visitor="w"))
    end_without_a_word(over)

    look_after_runs(timezone.now() + timedelta(seconds=50))
    assert not Submission.objects.filter(crowd="").exists()
    look_after_runs(timezone.now() + timedelta(seconds=70))

    assert list(Submission.objects.of_some_crowd().values_list("pk", flat=True)) == [waiting.pk]


def test_places_are_told_again_as_the_queue_moves(ada: Person, barbara: Person):
    ask(asker_of(ada))
    behind = ask(asker_of(barbara))
    look_after_runs(timezone.now())
    claim()
    for _ in range(3):
        look_after_runs(timezone.now())

    said = [fields[b"m"] for _, fields in connection().xrange(f"runs:stream:{behind.pk}")]
    assert [StreamedEvent.of_payload(each, id="").fields["ahead"] for each in said] == [1, 0]
