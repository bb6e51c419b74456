"""Cgroups are made where this process may make them, hold the run's limits, and are gone afterwards."""

import os
from pathlib import Path

import pytest

from sandbox.jail.cgroups import CgroupMeter
from sandbox.jail.homes import find_home
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
    meter = CgroupMeter(home)

    meter.hold(Limits())
    reading = meter.read()
    meter.close()

    assert (reading.processes, reading.was_refused_memory, reading.was_refused_processes) == (0, False, False)
    assert groups_of_this_process() == []
