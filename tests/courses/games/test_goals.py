"""A goal is reached by an execution that is over, in the way that was asked for; stars are for few switches."""

from types import SimpleNamespace

import pytest

from courses.games.goals import Goal, stars_for


def answer(*, able=(), failure=None, output=""):
    told = SimpleNamespace(kind=failure[0], message=failure[1]) if failure else None
    return SimpleNamespace(able=able, failure=told, output=output)


def test_what_is_printed_last_counts():
    assert Goal(prints="1").is_reached(answer(output="2\n1\n"))
    assert not Goal(prints="1").is_reached(answer(output="1\n2\n"))
    assert not Goal(prints="1").is_reached(answer(output="1\n", failure=("exception", "late")))


def test_while_somebody_may_move_nothing_is_reached():
    assert not Goal(prints="1").is_reached(answer(output="1\n", able=[(1, "A")]))


@pytest.mark.parametrize(
    ("failure", "is_reached"),
    [(("deadlock", "A waits"), True), (("exception", "oh"), False), (("stuck", "A waits"), False), (None, False)],
)
def test_it_has_to_break_in_the_way_that_was_asked_for(failure, is_reached):
    assert Goal(fails="deadlock").is_reached(answer(failure=failure)) is is_reached


def test_of_exceptions_one_message_may_be_asked_for():
    goal = Goal(fails="exception", message="one reads")

    assert goal.is_reached(answer(failure=("exception", "AssertionError: one reads while")))
    assert not goal.is_reached(answer(failure=("exception", "RuntimeError: release unlocked lock")))


def test_what_never_breaks_is_reached_by_no_moves():
    assert not Goal(never=True).is_reached(answer())


@pytest.mark.parametrize(("switches", "stars"), [(2, 3), (1, 3), (3, 2), (4, 2), (5, 1), (50, 1)])
def test_fewer_switches_are_worth_more_stars(switches, stars):
    assert stars_for(switches, fewest=2) == stars
