"""What killed runners left is cleared away, and a runner makes room where it is alone."""

import os
from pathlib import Path

import pytest

from sandbox.jail.cgroups import pid_namespace
from sandbox.jail.homes import find_home, move_down, remove_abandoned

home = find_home() if Path("/proc/self/cgroup").exists() else None
needs_cgroups = pytest.mark.skipif(home is None, reason="no cgroups can be made here")


@needs_cgroups
def test_what_a_killed_runner_left_is_removed_and_what_a_living_one_has_is_not():
    folder = next(iter(home.folders.values()))
    ours = pid_namespace()
    abandoned = folder / f"interleave-4194305-{ours}-1"
    living = [folder / f"interleave-{os.getpid()}-{ours}-living", folder / "interleave-4194305-7-in-another-namespace"]
    for each in (abandoned, *living):
        each.mkdir()

    remove_abandoned(home)

    assert not abandoned.exists()
    for each in living:
        each.rmdir()


@pytest.mark.parametrize(
    ("controllers", "processes", "moves"),
    [("cpu memory pids", "7", True), ("cpu memory pids", "7\n8", False), ("cpu", "7", False), ("", "", False)],
)
def test_the_runner_moves_one_down_where_it_is_alone_in_a_cgroup_of_its_own(tmp_path, controllers, processes, moves):
    (tmp_path / "cgroup.controllers").write_text(controllers)
    (tmp_path / "cgroup.procs").write_text(processes)

    move_down(tmp_path, 7)

    assert (tmp_path / f"interleave-7-{pid_namespace()}-runner").exists() is moves
    assert (tmp_path / "cgroup.subtree_control").exists() is moves
