"""The arithmetic of the benchmarks: what a median, a p99 and an interval of ratios say."""

import random

import pytest

from sandbox.bench.figures import interval, median_of_ratios, median_ratio, percentile, table


@pytest.mark.parametrize(("percent", "value"), [(0, 1), (50, 5), (90, 9), (99, 10), (100, 10)])
def test_a_percentile_is_a_measured_value_at_the_nearest_rank(percent: float, value: int):
    assert percentile([10, 9, 8, 7, 6, 5, 4, 3, 2, 1], percent) == value


def test_a_ratio_of_medians_does_not_see_which_round_was_slow():
    assert median_ratio([1, 2, 90], [10, 1, 1]) == 2


def test_a_median_of_ratios_compares_within_each_round():
    assert median_of_ratios([10, 2, 90], [10, 1, 30]) == 2


def test_the_interval_of_two_equal_ways_is_a_point():
    noisy = [1.0, 5.0, 2.0, 9.0]

    assert interval(median_of_ratios, noisy, noisy, chance=random.Random(1)) == (1.0, 1.0)


def test_a_disturbance_of_whole_rounds_does_not_widen_the_interval():
    chance = random.Random(1)
    quiet = [100 + chance.random() for _ in range(30)]
    disturbances = [chance.choice((1, 3)) for _ in range(30)]
    base = [each * factor for each, factor in zip(quiet, disturbances, strict=True)]
    values = [each * 1.5 for each in base]

    low, high = interval(median_of_ratios, values, base, chance=chance)

    assert low == pytest.approx(1.5)
    assert high == pytest.approx(1.5)


def test_the_interval_of_few_scattered_rounds_holds_more_than_the_median():
    low, high = interval(median_of_ratios, [0.8, 1.0, 1.3], [1, 1, 1], chance=random.Random(1))

    assert low < 1 < high


def test_the_same_seed_draws_the_same_interval():
    values, base = [0.8, 1.0, 1.3], [1.0, 1.1, 0.9]

    assert interval(median_ratio, values, base, chance=random.Random(7)) == interval(
        median_ratio, values, base, chance=random.Random(7)
    )


def test_a_table_is_markdown():
    assert table("Speed", ["way", "ms"], [["bare", "1.0"]]).splitlines()[1:] == [
        "### Speed",
        "",
        "| way | ms |",
        "| --- | --- |",
        "| bare | 1.0 |",
    ]
