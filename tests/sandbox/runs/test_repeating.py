"""A program is timed as often as there is time for, and the median of its times is its time."""

import pytest

from sandbox.runs.repeating import BUSY_SHARE, Timing, busy_share, middle, times_wanted


def timing(wall: float, *, others: float = 0.0) -> Timing:
    return Timing(wall=wall, cpu=wall, others=others)


@pytest.mark.parametrize(("first", "times"), [(0.0, 5), (0.2, 5), (1.6, 5), (2.0, 4), (4.5, 1), (20.0, 1)])
def test_a_quick_program_is_timed_often_and_a_slow_one_once(first: float, times: int):
    assert times_wanted([timing(first)], at_most=5) == times


def test_nothing_is_timed_where_nothing_is_compared():
    assert times_wanted([], at_most=0) == 0


def test_the_typical_time_is_one_that_was_measured():
    assert middle([timing(3.0), timing(1.0), timing(2.0), timing(9.0)]) == timing(2.0)


@pytest.mark.parametrize(("others", "is_so"), [(0.0, False), (0.29, False), (0.31, True)])
def test_times_beside_others_are_said_to_be_busy(others: float, is_so: bool):
    assert (busy_share([timing(1.0, others=others)], cores=2) > BUSY_SHARE) is is_so
