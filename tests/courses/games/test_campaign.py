"""What each level says of itself holds: the explorer counts its orders, and finds the fewest switches."""

import pytest

from courses.games.campaign import CAMPAIGN, LEVELS, Level, after
from courses.games.goals import Goal
from tests.courses.games.measuring import explored, measured

levels = pytest.mark.parametrize("level", CAMPAIGN, ids=lambda level: level.key)


@levels
def test_the_facts_of_a_level_are_measured(level: Level):
    assert measured(level) == level.facts


@levels
def test_only_a_level_whose_program_never_breaks_may_say_so(level: Level):
    assert level.goal.never == (explored(level.source)["verdict"] == "proved" and not level.goal.prints)


@levels
def test_a_level_has_all_its_words(level: Level):
    assert all((level.title, level.teaser, level.brief, level.hint, level.why))
    assert level.facts.orders > level.facts.reaching


def test_there_are_at_least_fifteen_and_each_has_its_own_key_and_program():
    assert len(LEVELS) == len(CAMPAIGN) >= 15
    assert len({level.source for level in CAMPAIGN}) == len(CAMPAIGN)


def test_a_level_that_cannot_be_broken_follows_one_that_can():
    for level in CAMPAIGN:
        if level.goal.never:
            assert not CAMPAIGN[level.number - 2].goal.never


def test_after_each_level_comes_the_next_and_after_the_last_none():
    assert [after(level) for level in CAMPAIGN] == [*CAMPAIGN[1:], None]


@pytest.mark.parametrize("goal", [{}, {"prints": "1", "never": True}, {"fails": "stuck", "prints": "1"}])
def test_a_goal_is_one_thing(goal):
    with pytest.raises(ValueError, match="one of the three"):
        Goal(**goal)
