"""A waiting page hears its place and about how long it takes, and again when either has changed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Person
from sandbox.events import End, Outcome
from sandbox.runs.capacity import Capacity, announce
from sandbox.runs.claiming import claim
from sandbox.runs.finishing import end_row
from sandbox.runs.models import Run, Submission
from sandbox.runs.places import Told, announce_places, place_of
from sandbox.runs.redis_connection import connection
from sandbox.runs.streaming.messages import StreamedEvent
from sandbox.runs.waiting import Place
from tests.sandbox.runs.conftest import ask, asker_of

pytestmark = pytest.mark.django_db

ONE_SLOT = Capacity(is_open=True, slots=1, cores=2, interpreters=("3.13.0",), default="3.13.0")


@pytest.fixture(autouse=True)
def one_slot(an_empty_redis: None) -> None:
    announce(ONE_SLOT)


def past_run(asker, *, seconds: float, outcome: Outcome = Outcome.FINISHED, has_begun: bool = True) -> None:
    """A run that took so long, and has just ended."""
    ask(asker)
    held = claim()
    since = timezone.now() - timedelta(seconds=seconds)
    Run.objects.filter(pk=held.run).update(claimed_at=since, started_at=since if has_begun else None)
    end = End(outcome=outcome, exit_code=0, wall_seconds=seconds, cpu_seconds=0.1, peak_memory_bytes=2**20)
    assert end_row(Run.objects.held_with(held.token), held.submission, end)


def said(submission: Submission) -> list[dict[str, float]]:
    entries = connection().xrange(f"runs:stream:{submission.pk}")
    return [dict(StreamedEvent.of_payload(fields[b"m"], id="").fields) for _, fields in entries]


def test_the_wait_is_told_from_how_long_such_runs_took(ada: Person, barbara: Person):
    past_run(asker_of(ada), seconds=12)
    ask(asker_of(ada))
    submission = ask(asker_of(barbara))
    claim()  # barbara's, who was not served lately
    behind = ask(asker_of(visitor="v"))
    announce_places()

    assert place_of(submission.pk) is None
    (message,) = said(behind)
    assert message["ahead"] == 0
    assert message["about_seconds"] == pytest.approx(12, abs=2)


def test_where_nothing_ran_lately_no_time_is_named(ada: Person, barbara: Person):
    ask(asker_of(ada))
    claim()
    submission = ask(asker_of(barbara))
    announce_places()

    assert said(submission) == [{"ahead": 0}]


@pytest.mark.parametrize("what", [{"outcome": Outcome.SANDBOX_FAILURE}, {"has_begun": False}])
def test_what_failed_by_our_fault_or_never_began_is_no_experience(ada: Person, barbara: Person, what):
    past_run(asker_of(ada), seconds=12, **what)
    submission = ask(asker_of(barbara))

    assert place_of(submission.pk) == Place(ahead=0, about_seconds=None)


def test_what_ran_yesterday_is_no_experience(ada: Person, barbara: Person):
    past_run(asker_of(ada), seconds=12)
    Run.objects.update(claimed_at=timezone.now() - timedelta(hours=25))
    submission = ask(asker_of(barbara))

    assert place_of(submission.pk) == Place(ahead=0, about_seconds=None)


def test_a_place_that_is_still_the_same_is_not_told_again(ada: Person, barbara: Person):
    past_run(asker_of(ada), seconds=600)
    ask(asker_of(ada))
    claim()
    submission = ask(asker_of(barbara))
    for _ in range(3):
        announce_places()

    assert len(said(submission)) == 1


@pytest.mark.parametrize(
    ("place", "is_news"),
    [
        (Place(ahead=1, about_seconds=16), False),
        (Place(ahead=1, about_seconds=24), False),
        (Place(ahead=1, about_seconds=26), True),
        (Place(ahead=1, about_seconds=14), True),
        (Place(ahead=0, about_seconds=20), True),
        (Place(ahead=1), True),
    ],
)
def test_a_step_more_or_less_is_news(place: Place, is_news: bool):
    now = timezone.now()

    assert Told.of(Place(ahead=1, about_seconds=20), now).differs(place, now) is is_news


def test_what_passes_by_itself_is_no_news():
    now = timezone.now()
    told = Told.of(Place(ahead=1, about_seconds=20), now)

    assert not told.differs(Place(ahead=1, about_seconds=11), now + timedelta(seconds=9))
