"""A slice on the CPU has the line at which its thread stood when it was asked, as far as it was."""

from sandbox.observations import Span
from sandbox.records import Kind
from sandbox.xray.building.lines import with_lines
from sandbox.xray.building.standing import NEAR, Stood
from sandbox.xray.building.strips import Cut
from sandbox.xray.timeline import State

RUN, WAIT = State.CPU, State.GIL


def stood(*moments: tuple[int, int]) -> Stood:
    made = Stood()
    for at, line in moments:
        made.hear(Span(2, 3, Kind.LINE, 0, at, at, line, 0, 0))
    return made


def lines(cuts: list[Cut], *moments: tuple[int, int]) -> list[int]:
    return [cut.line for cut in with_lines(cuts, stood(*moments))]


def test_a_moment_tells_of_the_slice_it_lies_in():
    assert lines([Cut(0, 5000, RUN)], (2000, 9)) == [9]


def test_who_waits_for_the_gil_stands_where_it_lost_it():
    assert lines([Cut(0, 5000, RUN), Cut(5000, 20_000, WAIT), Cut(20_000, 25_000, RUN)], (6000, 9), (24_000, 7)) == [
        9,
        0,
        7,
    ]


def test_a_slice_without_a_moment_has_the_line_of_the_one_before():
    assert lines([Cut(0, 5000, RUN), Cut(5000, 8000, WAIT), Cut(8000, 9000, RUN)], (1000, 9)) == [9, 0, 9]


def test_a_line_at_which_it_arrives_later_is_not_told():
    cuts = [Cut(0, 5000, RUN), Cut(5000, 8000, WAIT), Cut(8000, 9000, RUN)]

    assert lines(cuts, (8500, 9)) == [0, 0, 9]


def test_between_two_moments_at_the_same_line_it_was_there():
    cuts = [Cut(0, 5000, RUN), Cut(5000, 200_000, WAIT), Cut(200_000, 205_000, RUN), Cut(205_000, 206_000, WAIT)]
    later = Cut(206_000, 210_000, RUN)

    assert lines([*cuts, later], (1000, 9), (209_000, 9)) == [9, 0, 9, 0, 9]
    assert lines([*cuts, later], (1000, 9), (209_000, 7)) == [9, 0, 0, 0, 7]


def test_what_is_too_far_away_tells_nothing():
    assert lines([Cut(NEAR + 1000, NEAR + 6000, RUN)], (0, 9)) == [0]


def test_a_thread_that_was_never_asked_has_no_lines():
    assert lines([Cut(0, 5000, RUN)]) == [0]
    assert lines([]) == []


def test_moments_out_of_order_are_left_out():
    assert lines([Cut(0, 5000, RUN)], (4000, 9), (1000, 7)) == [9]
