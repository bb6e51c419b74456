"""Cgroups are made where this process may make them, hold the run's limits, and are gone afterwards."""

import os
from pathlib import Path

import pytest

from sandbox.jail.cgroups import CgroupMeter, find_home, move_down, remove_abandoned
from sandbox.jobs import Limits
from tests.sandbox.walls import behind_walls

home = find_home() if Path("/proc/self/cgroup").exists() else None
needs_cgroups = pytest.mark.skipif(home is None, reason="no cgroups can be made here")


def groups_of_this_process():
    return [group for folder in home.folders.values() for group in folder.glob(f"interleave-{os.getpid()}-*")]


@needs_cgroups
def test_a_runs_cgroups_are_gone_when_it_is_over():
    behind_walls("import os\nos.fork()\nprint(1)")

    assert groups_of_this_process() == []


@needs_cgroups
def test_a_new_cgroup_holds_nothing_yet():
    meter = CgroupMeter(home, Limits())

    reading = meter.read()
    meter.close()

    assert (reading.processes, reading.was_refused_memory, reading.was_refused_processes) == (0, False, False)
    assert groups_of_this_process() == []


@needs_cgroups
def test_what_a_killed_runner_left_is_removed_and_what_a_living_one_has_is_not():
    folder = next(iter(home.folders.values()))
    abandoned, living = folder / "interleave-4194305-1", folder / f"interleave-{os.getpid()}-living"
    for each in (abandoned, living):
        each.mkdir()

    remove_abandoned(home)

    assert (abandoned.exists(), living.exists()) == (False, True)
    living.rmdir()


@pytest.mark.parametrize(
    ("controllers", "processes", "moves"),
    [("cpu memory pids", "7", True), ("cpu memory pids", "7\n8", False), ("cpu", "7", False), ("", "", False)],
)
def test_the_runner_moves_one_down_where_it_is_alone_in_a_cgroup_of_its_own(tmp_path, controllers, processes, moves):
    (tmp_path / "cgroup.controllers").write_text(controllers)
    (tmp_path / "cgroup.procs").write_text(processes)

    move_down(tmp_path, 7)

    assert (tmp_path / "interleave-7-runner").exists() is moves
    assert (tmp_path / "cgroup.subtree_control").exists() is moves
