"""About how long a run waits: from how long its like took lately, from who has the slots, and from who comes before."""

from uuid import UUID

import pytest

from sandbox.runs.estimating import Experience, Past, UnderWay, Upcoming, begins_in

SUM, PAGES, NEW = ("demo:sum", "threads"), ("demo:pages", "threads"), ("demo:new", "threads")
EXPERIENCE = Experience([*(Past(kind=SUM, seconds=each) for each in (2, 4, 60)), Past(kind=PAGES, seconds=10)])


def upcoming(*kinds: tuple[str, str], of_one: bool = False) -> list[Upcoming]:
    return [
        Upcoming(run=UUID(int=number), submission=UUID(int=0 if of_one else number), kind=kind)
        for number, kind in enumerate(kinds, start=1)
    ]


def under_way(kind: tuple[str, str], held: float, submission: int = 99) -> UnderWay:
    return UnderWay(submission=UUID(int=submission), kind=kind, held_seconds=held, limit_seconds=20)


def waits(order: list[Upcoming], *busy: UnderWay, slots: int = 1, experience: Experience = EXPERIENCE) -> list[float]:
    return list(begins_in(order, under_way=busy, experience=experience, slots=slots).values())


def test_what_is_usual_is_the_median_of_the_kind_so_that_one_slow_run_counts_for_one():
    assert EXPERIENCE.seconds(SUM) == 4


def test_a_kind_that_never_ran_is_taken_for_one_of_all():
    assert EXPERIENCE.seconds(NEW) == 7  # the median of 2, 4, 10 and 60


def test_a_free_slot_is_not_waited_for():
    assert waits(upcoming(SUM)) == [0]


def test_who_waits_waits_for_what_runs_and_for_those_before():
    assert waits(upcoming(SUM, PAGES, SUM), under_way(SUM, 1)) == [3, 7, 17]


def test_two_slots_are_twice_as_many():
    assert waits(upcoming(SUM, SUM, SUM), under_way(SUM, 1), slots=2) == [0, 3, 4]


def test_the_runs_of_a_comparison_wait_for_each_other_however_many_slots_there_are():
    assert waits(upcoming(SUM, SUM, of_one=True), under_way(SUM, 1, submission=0), slots=4) == [3, 7]


@pytest.mark.parametrize(("held", "left"), [(0, 4), (3, 1), (4, 16), (19, 1), (25, 0)])
def test_a_run_that_outlasts_its_like_may_go_on_to_its_limit(held: float, left: float):
    assert EXPERIENCE.seconds_left(under_way(SUM, held)) == left


def test_nothing_is_said_where_nothing_ever_ran():
    assert not waits(upcoming(SUM), experience=Experience([]))


def test_nothing_is_said_where_nobody_knows_of_a_slot():
    assert not waits(upcoming(SUM), slots=0)
