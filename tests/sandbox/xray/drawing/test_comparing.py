"""Runs that are compared share one clock, and each keeps its name."""

import pytest

from sandbox.xray.drawing.comparing import Compared, drawing_of_all
from tests.sandbox.xray.drawing import scenes

RUNS = [
    Compared(name="Threads", timeline=scenes.four_threads()),
    Compared(name="Processes", timeline=scenes.four_processes()),
]


def test_the_longest_run_gives_the_axis_and_the_shorter_one_ends_before_it():
    drawing = drawing_of_all(RUNS)

    assert drawing.end == drawing.seconds == 4.18
    assert drawing.groups[-1].lanes[-1].end == pytest.approx(100 * 1.21 / 4.18)


def test_each_group_and_each_row_says_whose_it_is():
    drawing = drawing_of_all(RUNS)

    assert [group.name for group in drawing.groups] == ["Threads", "Processes: Main process", "Processes"]
    assert drawing.rows[0].name == "Threads: Worker 0"
    assert [look.word for look in drawing.legend][-1] == "Starting"


def test_a_window_after_the_shorter_run_says_that_it_had_ended():
    drawing = drawing_of_all(RUNS, start=2.0, end=2.1)

    assert drawing.groups[-1].lanes[0].sentence == "Process 1: had ended."
    assert not drawing.groups[-1].lanes[0].rects
