"""Speed is judged on recorded measurements: the median of pairs against the target, and fairly on a busy machine."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.exercises.grading.speed import PAIRS, graded_speed
from courses.exercises.grading.strips import State
from sandbox.runs.repeating import Timing


def times(*walls: float, others: float = 0.0) -> list[Timing]:
    return [Timing(wall=wall, cpu=0.01, others=others) for wall in walls]


RECORDED = times(0.402, 0.401, 0.403, 0.402, 0.41)
"""Of the sequential one: eight waits of 50 ms."""


@pytest.mark.parametrize(
    ("own", "state", "told"),
    [
        (times(0.13, 0.131, 0.129, 0.135, 0.13), State.PASSED, "Spread 3.0 to 3.1"),
        (times(0.402, 0.4, 0.41, 0.402, 0.403), State.FAILED, "Spread 1.0 to 1.0"),
        (times(0.2, 0.2, 0.2, 0.2, 0.1), State.FAILED, "Some pairs reached the target"),
        (times(0.13, 0.13), State.OPEN, "not completed"),
        (times(0.402, 0.4, 0.41, 0.402, 0.403, others=0.4), State.OPEN, "say nothing about your program"),
        (times(0.13, 0.131, 0.129, 0.2, 0.13, others=0.2), State.OPEN, "say nothing about your program"),
        (times(0.13, 0.131, 0.129, 0.135, 0.13, others=0.2), State.PASSED, "busy, and every pair reached it"),
        (times(0.0, 0.0, 0.0, 0.0, 0.0), State.PASSED, ""),
    ],
)
def test_speed_is_the_median_of_the_pairs_where_the_machine_was_left_alone(own, state: State, told: str):
    strip = graded_speed(own, RECORDED, cores=2, target=2.5)

    assert strip.state is state
    assert told in strip.sentence


def test_a_machine_that_was_busy_under_the_sequential_one_flatters_nobody():
    flattering = [replace(each, wall=each.wall * 3, others=0.5) for each in RECORDED[:4]] + RECORDED[4:]

    strip = graded_speed(times(*[0.4] * PAIRS), flattering, cores=2, target=2.5)
    assert (strip.state, strip.headline) == (State.OPEN, "The machine was busy")


@given(st.lists(st.floats(0.001, 9), min_size=PAIRS, max_size=PAIRS), st.floats(0.2, 9))
def test_nobody_fails_on_a_busy_machine(walls: list[float], others: float):
    own = [Timing(wall=wall, cpu=0.01, others=others * wall * 2) for wall in walls]

    assert graded_speed(own, RECORDED, cores=2, target=2.5).state is not State.FAILED


@given(st.lists(st.floats(0.001, 9), min_size=PAIRS, max_size=PAIRS), st.floats(1.1, 9))
def test_a_faster_program_never_does_worse(walls: list[float], target: float):
    own, faster = times(*walls), times(*[wall / 2 for wall in walls])
    before, after = (graded_speed(each, RECORDED, cores=2, target=target) for each in (own, faster))

    assert after.is_passed or not before.is_passed
    assert after.speed.ratio >= before.speed.ratio
