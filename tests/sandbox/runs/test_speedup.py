"""What times with several numbers of workers say: how much faster, and which part ran in parallel."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.runs.comparing import Timed
from sandbox.runs.curves import BOTTOM, TOP, curve_of
from sandbox.runs.speedup import Measured, SpeedUp, amdahl, reading, speed_up
from sandbox.runs.sweeps import row

COUNTS = (1, 2, 4, 8)
seconds = st.floats(0, 600)


def measured(*times: float, spread: float = 0.0, counts: tuple[int, ...] = COUNTS) -> list[Measured]:
    return [
        Measured(
            workers=count,
            timed=Timed(
                key=str(count), label=str(count), seconds=time, every=(time * (1 - spread), time, time * (1 + spread))
            ),
        )
        for count, time in zip(counts, times, strict=False)
    ]


def by_law(share: float, *, cores: int) -> list[Measured]:
    """The times of a program whose work keeps to Amdahl's law, on so many cores."""
    return measured(*(10 / amdahl(min(count, cores), share=share) for count in COUNTS))


def found(times: list[Measured], *, cores: int = 2) -> SpeedUp:
    speedup = speed_up(times, cores=cores)
    assert speedup
    return speedup


@given(st.floats(0, 1), st.sampled_from((2, 4, 8)))
def test_times_that_keep_to_the_law_give_its_share_back(share: float, cores: int):
    assert found(by_law(share, cores=cores), cores=cores).share == pytest.approx(share, abs=0.01)


@given(st.lists(seconds, min_size=2, max_size=4), st.integers(1, 8))
def test_whatever_was_measured_the_share_lies_between_none_and_all(times: list[float], cores: int):
    share = found(measured(*times), cores=cores).share

    assert share is None or 0 <= share <= 1


def test_two_points_tell_no_share():
    assert found(measured(4.0, 2.0), cores=2).share is None


def test_on_one_core_nothing_tells_a_share():
    assert found(measured(4.0, 4.0, 4.0, 4.0), cores=1).share is None


def test_what_has_more_workers_than_cores_says_nothing_of_the_share():
    assert found(measured(10.0, 5.0, 9.0, 99.0), cores=2).share == 1.0


def test_without_a_time_of_one_worker_there_is_no_speed_up():
    assert speed_up(measured(4.0, 2.0, counts=(2, 4)), cores=2) is None
    assert speed_up(measured(4.0), cores=2) is None


def test_times_that_are_not_fair_tell_no_share():
    assert speed_up(by_law(0.9, cores=2), cores=2, is_fair=False).share is None


def test_it_is_said_how_much_faster_on_how_many_cores():
    times = measured(10.0, 5.25, 5.1, 5.4)

    assert reading(found(times)) == (
        "4 workers on 2 cores: 2.0 times as fast as one; about 95% of the work ran in parallel."
    )


def test_what_is_faster_than_its_cores_can_compute_has_waited():
    assert "the workers waited" in reading(found(measured(8.0, 4.0, 2.0, 1.0)))


@pytest.mark.parametrize("times", [(4.0, 4.1, 4.0, 4.2), (4.0, 3.95, 4.0, 4.0), (4.0, 5.0, 6.0, 7.0)])
def test_what_is_no_faster_is_not_called_faster(times: tuple[float, ...]):
    assert reading(found(measured(*times))) == "On 2 cores, more workers made it no faster."


def test_ranges_that_overlap_make_nothing_faster():
    assert "no faster" in reading(found(measured(4.0, 3.0, 3.0, 3.0, spread=0.3)))


@given(st.lists(seconds, min_size=2, max_size=4), st.integers(1, 8))
def test_everything_drawn_lies_within_the_drawing(times: list[float], cores: int):
    curve = curve_of(found(measured(*times), cores=cores))

    drawn = [pair for polyline in (curve.perfect, curve.amdahl) for pair in polyline.split()]
    places = [tuple(map(float, pair.split(","))) for pair in drawn] + [(dot.x, dot.y) for dot in curve.dots]
    assert all(0 <= x <= 100 and TOP <= y <= BOTTOM for x, y in places)
    assert all(TOP <= dot.top <= dot.y <= dot.bottom <= BOTTOM for dot in curve.dots)


def test_it_is_shaded_where_the_workers_outnumber_the_cores():
    assert curve_of(found(by_law(0.9, cores=2), cores=2)).over == pytest.approx((14.29, 85.71))
    assert curve_of(found(by_law(0.9, cores=8), cores=8)).over is None


def test_every_line_has_its_name():
    assert [mark.word for mark in curve_of(found(by_law(0.9, cores=4), cores=4)).words] == [
        "perfect",
        "measured",
        "Amdahl, 90% parallel",
    ]


def test_a_number_of_workers_that_was_timed_once_has_no_spread():
    once = Measured(workers=2, timed=Timed(key="2", label="2", seconds=1.0, every=(1.0,)))
    alone, two = (row(point, None) for point in found([*measured(2.0, spread=0.1), once]).points)

    assert (alone.fastest, alone.slowest) == ("1.80", "2.20")
    assert (two.median, two.fastest, two.slowest) == ("1.00", "", "")
