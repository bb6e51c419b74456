"""Everybody in turn, each one's own runs in order; whoever was served lately lets others go first."""

from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from sandbox.runs.fairness import Waiting, in_order

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
numbers = count(1)


def run_of(owner: str, *, second: float, party: str = "") -> Waiting:
    number, since = UUID(int=next(numbers)), NOON + timedelta(seconds=second)
    return Waiting(
        run=number,
        submission=number,
        party=party or owner,
        owner=owner,
        since=since,
        position=0,
        kind=("demo:test", "0"),
    )


def owners(waiting: list[Waiting], **served: float) -> str:
    lately = {owner: NOON + timedelta(seconds=second) for owner, second in served.items()}
    return "".join(each.owner for each in in_order(waiting, lately))


def test_who_came_first_is_served_first():
    assert owners([run_of("b", second=2), run_of("a", second=1), run_of("c", second=3)]) == "abc"


def test_ten_runs_of_one_person_make_another_wait_for_one_only():
    assert owners([*(run_of("a", second=n) for n in range(10)), run_of("b", second=20)])[:3] == "aba"


def test_who_was_served_lately_lets_others_go_first():
    assert owners([run_of("a", second=1), run_of("b", second=2)], a=0) == "ba"


def test_of_those_served_lately_the_one_served_longest_ago_is_next():
    assert owners([run_of("a", second=1), run_of("b", second=2)], a=-1, b=-9) == "ba"


def test_a_crowd_of_ten_makes_another_wait_for_one_only_and_takes_turns_in_itself():
    crowd = [run_of(owner, second=second, party="crowd") for second, owner in enumerate("wwwwvuw")]

    assert owners([*crowd, run_of("b", second=20), run_of("b", second=21)]) == "wbvbuwwww"


def test_a_crowd_that_was_served_lately_lets_others_go_first_whoever_of_it_comes():
    assert owners([run_of("new", second=1, party="crowd"), run_of("b", second=2)], crowd=0) == "bnew"


@given(st.lists(st.sampled_from("abcd"), max_size=30))
def test_everybody_is_served_once_and_their_own_runs_stay_in_order(asked: list[str]):
    waiting = [run_of(owner, second=second) for second, owner in enumerate(asked)]

    order = in_order(waiting, {})

    assert sorted(each.run for each in order) == sorted(each.run for each in waiting)
    for owner in set(asked):
        mine = [each.since for each in order if each.owner == owner]
        assert mine == sorted(mine)


@given(st.lists(st.sampled_from("abcd"), max_size=30))
def test_nobody_is_served_a_third_time_while_somebody_waits_for_the_first(asked: list[str]):
    order = "".join(each.owner for each in in_order([run_of(each, second=n) for n, each in enumerate(asked)], {}))

    assert set(order[: len(set(asked))]) == set(asked)
