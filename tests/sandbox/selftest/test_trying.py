"""A wall is said to stand only where its acts succeed without it, and fail behind it."""

import ast
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.jail.homes import find_home
from sandbox.selftest.children import in_child
from sandbox.selftest.only_behind import StillOutside, in_its_own
from sandbox.selftest.outer import bubblewrap, try_outer_wall
from sandbox.selftest.outside import outside
from sandbox.selftest.probes import limits
from sandbox.selftest.testing import PROBES
from sandbox.selftest.trying import Measure, Probe, try_wall
from tests.sandbox.walls import this_host

needs_sandbox = pytest.mark.skipif(isinstance(this_host(), str), reason="no sandbox on this host")
needs_bubblewrap = pytest.mark.skipif(bubblewrap() is None, reason="bubblewrap is not installed")
each_probe = pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.name)
PROBES_FOLDER = Path(limits.__file__).parent
CHANGES_THE_HOST = {"mount", "bind", "make_read_only", "change_root", "set_hostname", "unmount"}
NAMESPACES = [probe for probe in PROBES if probe.wall.namespaces & ~os.CLONE_NEWUSER]


@pytest.fixture
def around():
    with outside() as around:
        yield around


@needs_sandbox
@each_probe
def test_without_its_wall_a_probe_says_that_it_does_not_stand(probe, around):
    wall = try_wall(replace(probe, wall=Measure()), around)

    assert not wall.stands
    assert (wall.tested, wall.control) == (f"{probe.act}: not held", "succeeds without the wall")


@needs_sandbox
@pytest.mark.parametrize("probe", NAMESPACES, ids=lambda probe: probe.name)
def test_another_namespace_than_its_own_does_not_hold_what_a_probe_tries(probe, around):
    """Else a user namespace alone would pass for all of them."""
    only_users = replace(probe, wall=Measure(namespaces=os.CLONE_NEWUSER))

    assert try_wall(only_users, around).tested == f"{probe.act}: not held"


@each_probe
def test_where_the_act_fails_anyway_the_wall_is_not_testable(probe, around):
    wall = try_wall(replace(probe, acts=(refused,)), around)

    assert not wall.stands
    assert wall.control == "not testable here: it fails anyway"


def test_a_wall_that_is_refused_does_not_stand_and_says_why(around):
    wall = try_wall(Probe(name="any", act="trying", acts=(allowed,), wall=Measure(steps=(refused,))), around)

    assert not wall.stands
    assert wall.tested == "cannot be put up: not today"


def test_a_stage_that_is_refused_makes_the_wall_not_testable(around):
    staged = Measure(steps=(refused,))
    wall = try_wall(Probe(name="any", act="trying", acts=(allowed,), wall=Measure(), stage=staged), around)

    assert (wall.stands, wall.control) == (False, "not testable here: not today")


def test_one_act_of_several_that_is_not_held_is_enough(around):
    half = Probe(name="any", act="trying", acts=(refused, allowed), wall=Measure())

    assert try_wall(half, around).tested == "trying: not held"


def test_a_child_that_dies_is_no_wall():
    with pytest.raises(OSError, match="it died without an answer"):
        in_child(lambda: os._exit(1))


@needs_sandbox
def test_a_child_that_does_not_answer_is_no_wall_and_is_ended(monkeypatch):
    """And pid 1 behind it as well: the pipe ends only when both are gone."""
    monkeypatch.setattr("sandbox.selftest.children.ANSWER_SECONDS", 0.1)
    reading, writing = os.pipe()

    with pytest.raises(OSError, match="no answer within"):
        in_child(signal.pause, namespaces=os.CLONE_NEWUSER | os.CLONE_NEWPID)

    os.close(writing)
    assert os.read(reading, 1) == b""
    os.close(reading)


def test_a_mistake_in_a_probe_is_told_and_is_no_wall():
    with pytest.raises(OSError, match="ZeroDivisionError"):
        in_child(lambda: [bool(1 // 0)])


def test_nothing_of_the_caller_changes(around):
    before = state()
    for probe in PROBES:
        try_wall(probe, around)

    assert state() == before


@pytest.mark.skipif(find_home() is None, reason="no cgroups can be made on this host")
def test_a_group_that_is_not_entered_holds_nothing(around):
    home = find_home()
    meter = limits.smallest_group(home)
    try:
        probe = limits.cgroup_probe(meter, home)
        assert try_wall(probe, around).stands
        assert not try_wall(replace(probe, wall=Measure()), around).stands
    finally:
        meter.close()


@needs_bubblewrap
@needs_sandbox
def test_bubblewrap_hides_what_it_is_told_to_hide():
    assert try_outer_wall(bubblewrap()).stands


def test_where_bubblewrap_is_missing_the_outer_wall_does_not_stand():
    wall = try_outer_wall(None)

    assert (wall.stands, wall.tested) == (False, "bubblewrap is not installed")


def test_a_bubblewrap_that_hides_nothing_is_no_wall(tmp_path):
    """It starts what it is given, and puts up nothing."""
    idle = tmp_path / "bwrap"
    idle.write_text('#!/bin/sh\nwhile [ "$1" != /usr/bin/test ] && [ "$1" != /bin/test ]; do shift; done\nexec "$@"\n')
    idle.chmod(0o755)

    wall = try_outer_wall(str(idle))

    assert (wall.stands, wall.tested.endswith(": not held")) == (False, True)


def test_a_bubblewrap_that_is_refused_says_why(tmp_path):
    refusing = tmp_path / "bwrap"
    refusing.write_text('#!/bin/sh\necho "setting up uid map: Permission denied" >&2; exit 1\n')
    refusing.chmod(0o755)

    wall = try_outer_wall(str(refusing))

    assert (wall.stands, wall.tested) == (False, "cannot be put up: setting up uid map: Permission denied")


@pytest.mark.parametrize("kind", ["mnt", "uts"])
def test_a_step_that_would_change_the_host_itself_refuses_and_does_nothing(kind, around):
    """Put together without its namespaces, a probe run by root would else mount over the host's /proc."""
    done = []

    with pytest.raises(StillOutside):
        in_its_own(kind)(lambda _around: done.append(1))(around)

    assert done == []


def test_every_step_that_mounts_or_renames_is_guarded():
    """By reading the code: whatever calls the kernel for one of these acts in a namespace of its own."""
    for path in PROBES_FOLDER.glob("*.py"):
        for function in ast.parse(path.read_text()).body:
            calls = {each.attr for each in ast.walk(function) if isinstance(each, ast.Attribute)} & CHANGES_THE_HOST
            if calls:
                assert "in_its_own" in ast.unparse(function.decorator_list[0]), f"{function.name}: {calls}"


def refused(_around):
    raise PermissionError(1, "not today")


def allowed(_around):
    """Succeeds."""


def state():
    kinds = ("user", "pid", "net", "ipc", "uts", "mnt", "cgroup")
    namespaces = [Path("/proc/self/ns", kind).readlink() for kind in kinds]
    mounts, descriptors = Path("/proc/self/mountinfo").read_text(), len(list(Path("/proc/self/fd").iterdir()))
    return namespaces, mounts, descriptors, os.getresuid(), os.uname().nodename, Path.cwd()
