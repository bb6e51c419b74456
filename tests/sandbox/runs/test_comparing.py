"""Bars share one scale, and words are used only for what the figures show."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sandbox.runs.comparing import LONGEST_BAR, Timed, bars, reading

seconds = st.floats(0, 600)


def timed(*values: float) -> list[Timed]:
    return [Timed(key=str(number), label=f"Variant {number}", seconds=value) for number, value in enumerate(values)]


def remarks(*values: float) -> list[str]:
    return [bar.remark for bar in bars(timed(*values))]


def test_nothing_finished_means_no_bars():
    assert bars([]) == []


@pytest.mark.parametrize(
    ("other", "remark"),
    [
        (4.1, "about the same"),
        (5.0, "25% slower"),
        (3.0, "25% faster"),
        (9.0, "2.2 times as long"),
        (1.25, "3.2 times as fast"),
    ],
)
def test_each_bar_is_compared_with_the_first(other: float, remark: str):
    assert remarks(4.0, other) == ["", remark]


def test_the_fastest_is_named_when_it_is_clearly_so():
    assert [bar.is_fastest for bar in bars(timed(4.0, 1.2, 4.1))] == [False, True, False]


def test_nobody_is_called_fastest_when_the_two_best_are_about_the_same():
    assert not any(bar.is_fastest for bar in bars(timed(4.0, 1.20, 1.22)))


def test_one_run_alone_is_the_fastest_of_nothing():
    assert not bars(timed(4.0))[0].is_fastest


@given(st.lists(seconds, min_size=1, max_size=8))
@example([0.0, 1.6e-189])
@example([0.0, 0.0012])
@example([5e-324])
def test_lengths_are_in_proportion_and_none_is_too_long(values: list[float]):
    drawn = bars(timed(*values))

    assert all(0 <= bar.percent <= 100 * LONGEST_BAR for bar in drawn)
    assert sorted(values) == [
        bar.timed.seconds for bar in sorted(drawn, key=lambda bar: (bar.percent, bar.timed.seconds))
    ]


def repeated(label: str, *times: float) -> Timed:
    return Timed(key=label, label=label, seconds=sorted(times)[(len(times) - 1) // 2], every=times)


def test_ranges_that_overlap_are_about_the_same_and_said_to_be():
    threads, processes = repeated("threads", 0.93, 0.95, 1.18), repeated("processes", 1.02, 1.06, 1.31)

    drawn = bars([threads, processes])

    assert [bar.remark for bar in drawn] == ["", "about the same"]
    assert not any(bar.is_fastest for bar in drawn)
    assert "The times of threads and processes overlap, so neither is called faster." in reading([threads, processes])


def test_ranges_that_are_clear_of_each_other_have_a_fastest():
    drawn = bars([repeated("sequential", 3.50, 3.52, 3.71), repeated("asyncio", 0.51, 0.53, 0.56)])

    assert [(bar.remark, bar.is_fastest) for bar in drawn] == [("", False), ("6.6 times as fast", True)]


def test_the_one_that_is_clear_of_the_others_is_named_with_its_slowest_run():
    said = reading([repeated("sequential", 3.50, 3.52, 3.71), repeated("asyncio", 0.51, 0.53, 0.56)])

    assert said[-1] == "asyncio is clear of the others: its slowest run took 0.56 s."


def test_on_a_busy_machine_nothing_is_compared():
    both = [repeated("sequential", 3.50, 3.52, 3.71), repeated("asyncio", 0.51, 0.53, 0.56)]

    assert [(bar.remark, bar.is_fastest) for bar in bars(both, is_fair=False)] == [("", False), ("", False)]
    assert reading(both, is_fair=False) == reading(both)[:1]


def test_the_spread_lies_within_the_reach_of_its_bar():
    [bar] = bars([repeated("threads", 1.0, 1.5, 2.0)])

    assert (bar.share, bar.spread) == (75.0, (50.0, 100.0))


def test_it_is_said_how_often_each_was_timed():
    said = reading([repeated("quick", 0.1, 0.1, 0.1), repeated("slow", 9.0)])

    assert said[0].startswith("Median of 1 to 3 timed runs each")
    assert reading(timed(1.0, 2.0)) == ["One run each on this machine. Run it again to see how much the figures vary."]
