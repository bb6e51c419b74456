"""What others do on a run's cores is counted, and what the run itself does is not."""

import pytest

from sandbox.jail.bustle import is_of, used_ticks
from tests.sandbox.walls import behind_walls

LINE = "cpu1 100 20 30 4000 50 6 7 8 9 10"
COMPUTING = "for number in range(6_000_000): pass"


def test_idle_time_and_waiting_for_a_disk_are_nobodys_use_and_guests_are_not_counted_twice():
    assert used_ticks(LINE) == 100 + 20 + 30 + 6 + 7 + 8


@pytest.mark.parametrize(("cores", "is_counted"), [({1}, True), ({0, 1}, True), ({0}, False), ({11}, False)])
def test_only_the_runs_own_cores_count(cores, is_counted):
    assert is_of(LINE, cores) is is_counted


@pytest.mark.parametrize("line", ["cpu  1 2 3 4 5", "intr 5 0", ""])
def test_lines_of_no_core_count_for_none(line):
    assert not is_of(line, {0, 1})


def test_what_the_run_used_itself_is_not_called_others():
    end = behind_walls(COMPUTING).end

    assert 0 <= end.others_seconds <= 2 * end.wall_seconds + 0.05
