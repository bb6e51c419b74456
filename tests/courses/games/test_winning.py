"""What was won is kept at its best, and goes with a visitor who signs in."""

import pytest
from django.utils import timezone

from accounts.models import Person
from courses.games.models import Win
from courses.games.winning import win, wins_of

NOW = timezone.now()


@pytest.mark.django_db
def test_a_person_keeps_their_best(ada: Person):
    for switches in (4, 2, 3):
        win(ada, {}, "two-locks", switches, now=NOW)

    assert wins_of(ada, {}, now=NOW) == {"two-locks": 2}


def test_a_visitors_browser_keeps_the_best():
    session = {}
    for switches in (4, 2, 3):
        win(None, session, "two-locks", switches, now=NOW)

    assert wins_of(None, session, now=NOW) == {"two-locks": 2}


@pytest.mark.django_db
def test_what_was_won_before_signing_in_becomes_the_persons(ada: Person):
    win(ada, {}, "two-locks", 1, now=NOW)
    session = {}
    win(None, session, "two-locks", 3, now=NOW)
    win(None, session, "lost-update", 2, now=NOW)

    assert wins_of(ada, session, now=NOW) == {"two-locks": 1, "lost-update": 2}
    assert session == {}
    assert Win.objects.filter(person=ada).count() == 2


@pytest.mark.django_db
def test_a_level_that_is_no_more_is_not_taken_along(ada: Person):
    assert wins_of(ada, {"games.wins": {"long-gone": 1}}, now=NOW) == {}
