"""Every time of a comparison lies where it belongs, and stands in a table as well."""

from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from sandbox.runs.comparing import Timed, bars
from sandbox.runs.repeats import repeats_of, table_of_times

times = st.lists(st.floats(0, 600), min_size=1, max_size=5)


def repeated(label: str, *every: float, cpu: tuple[float, ...] = ()) -> Timed:
    return Timed(key=label, label=label, seconds=sorted(every)[(len(every) - 1) // 2], every=every, every_cpu=cpu)


def test_dots_median_and_range_share_one_axis():
    figure = repeats_of(bars([repeated("slow", 3.0, 4.0, 3.5), repeated("quick", 1.0, 2.0, 1.0)]))

    assert figure.title == "3 repeats each"
    slow, quick = figure.rows
    assert (slow.fastest, slow.median, slow.slowest, slow.dots) == (75.0, 87.5, 100.0, [75.0, 100.0, 87.5])
    assert (quick.fastest, quick.median, quick.slowest) == (25.0, 25.0, 50.0)


def test_where_each_was_timed_once_nothing_is_drawn():
    assert repeats_of(bars([repeated("a", 1.0), repeated("b", 2.0)])) is None


@given(st.lists(times, min_size=1, max_size=8))
def test_nothing_lies_outside_and_the_median_lies_between(lists: list[list[float]]):
    figure = repeats_of(bars([repeated(str(number), *every) for number, every in enumerate(lists)]))

    for row in figure.rows if figure else []:
        assert 0 <= row.fastest <= row.median <= row.slowest <= 100
        assert all(row.fastest <= dot <= row.slowest for dot in row.dots)


def test_the_table_has_every_time_on_the_clock_and_of_the_cpu():
    table = table_of_times([repeated("quick", 1.5, 1.25, 1.0, cpu=(2.5, 2.0, 1.5)), repeated("slow", 9.0, cpu=(8.0,))])

    assert list(table.numbers) == [1, 2, 3]
    (_, wall, cpu), (_, slow, slow_cpu) = table.rows
    assert (wall.median, wall.least, wall.most, wall.each) == ("1.25", "1.00", "1.50", ["1.50", "1.25", "1.00"])
    assert (cpu.median, cpu.each) == ("2.00", ["2.50", "2.00", "1.50"])
    assert slow.each == ["9.00", "", ""]
    assert (slow.least, slow.most, slow_cpu.least, slow_cpu.most) == ("", "", "", "")


def test_a_version_that_was_timed_once_has_no_spread():
    figure = repeats_of(bars([repeated("quick", 1.0, 2.0, 1.0), repeated("slow", 4.06)]))

    page = render_to_string("runs/_repeats.html", {"repeats": figure})

    assert "1.00 to 2.00" in page
    assert "slow: median 4.06 seconds, 1 run" in page
    assert "4.06 to 4.06" not in page
