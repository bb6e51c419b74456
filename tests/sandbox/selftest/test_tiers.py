"""The tier follows from the walls that stand; what to type follows from those that do not, and from the host."""

from dataclasses import replace

import pytest

from sandbox.jail.advice import Host
from sandbox.selftest.probes import files, filters, limits
from sandbox.selftest.remedies import remedy
from sandbox.selftest.requiring import refusal
from sandbox.selftest.standing import Standing, Tier, Wall
from sandbox.selftest.telling import as_table
from sandbox.selftest.testing import PROBES, tier_of

NEEDED = [probe.name for probe in PROBES if probe.is_needed]
ALL = [probe.name for probe in PROBES]
HOST = Host(sysctls={})


def test_with_every_wall_it_is_tier_1():
    assert tier_of(walls(*ALL)) is Tier.ONE


def test_without_a_proc_of_its_own_it_is_tier_1b():
    assert tier_of(walls(*NEEDED)) is Tier.ONE_B


@pytest.mark.parametrize("missing", NEEDED)
def test_without_any_of_the_others_it_is_neither(missing):
    assert tier_of(walls(*set(ALL) - {missing})) in (Tier.TWO, Tier.NONE)


def test_landlock_and_seccomp_alone_are_tier_2():
    assert tier_of(walls("Landlock", "seccomp")) is Tier.TWO
    assert tier_of(walls("Landlock")) is Tier.NONE


def test_a_kernel_without_landlock_loses_no_tier():
    assert tier_of(walls(*set(ALL) - {"Landlock"})) is Tier.ONE


@pytest.mark.parametrize(
    ("tier", "wanted", "is_enough"),
    [
        ("1", "1", True),
        ("1", "1b", True),
        ("1b", "1b", True),
        ("1b", "1", False),
        ("2", "1b", False),
        ("none", "1b", False),
    ],
)
def test_a_tier_is_enough_for_itself_and_for_weaker_ones(tier, wanted, is_enough):
    assert Tier(tier).is_at_least(Tier(wanted)) is is_enough


@pytest.mark.parametrize(
    ("name", "host", "sentence"),
    [
        ("pid namespace", Host(sysctls={"user.max_user_namespaces": 0}), "sysctl -w user.max_user_namespaces=10000"),
        ("read-only root", Host(kernel=(5, 10), sysctls={}), "needs 5.12 or newer"),
        (files.OWN_PROC, HOST, "grep ' /proc/' /proc/self/mountinfo"),
        (files.OWN_PROC, replace(HOST, is_container=True), "-f docker-compose.tier1.yml up -d"),
        (filters.LANDLOCK.name, HOST, "cat /sys/kernel/security/lsm"),
        (limits.CGROUPS, HOST, "systemd-run --user --pty -p Delegate=yes"),
        (limits.CGROUPS, replace(HOST, is_container=True), "docker run --memory 2g"),
        (limits.CGROUPS, HOST, "misses the buffers of sockets and System V segments"),
        ("outer wall (bubblewrap)", HOST, "apt install bubblewrap"),
    ],
)
def test_a_missing_wall_says_what_to_type(name, host, sentence):
    assert sentence in remedy(missing(name), host)


def test_a_proc_that_is_missing_for_want_of_namespaces_speaks_of_those():
    wall = replace(missing(files.OWN_PROC), control="not testable here: No space left on device")

    assert "user.max_user_namespaces" in remedy(wall, Host(sysctls={"user.max_user_namespaces": 0}))


def test_every_wall_has_a_remedy():
    assert all(remedy(missing(name), HOST) for name in ALL)


def test_a_refusal_names_what_is_needed_for_the_tier_that_is_asked_for():
    standing = found(Tier.ONE_B, missing(files.OWN_PROC, "take it off"), missing("Landlock", "a newer kernel"))

    text = refusal(standing, Tier.ONE)

    assert "tier 1 is asked for, and the walls of this host make tier 1b." in text
    assert "take it off" in text
    assert "a newer kernel" not in text


def test_the_table_has_each_wall_and_each_remedy_once():
    table = as_table(found(Tier.NONE, *walls("seccomp"), missing("one", "type this"), missing("two", "type this")))

    assert table.startswith("✓ seccomp  tried; without\n✗ one")
    assert table.count("type this") == 1
    assert "For one, two:\ntype this" in table
    assert "Tier none: no program can be run here." in table


def test_what_was_found_survives_being_told_as_json():
    standing = found(Tier.ONE_B, *walls("seccomp"), missing("one", "type this"))

    assert Standing.from_json(standing.as_json()) == standing


def found(tier, *those):
    return Standing(tier=tier, walls=those, kernel="6.1.0", interpreters=("3.13.0",))


def walls(*names):
    return tuple(Wall(name=name, stands=True, tested="tried", control="without") for name in names)


def missing(name, remedy=""):
    return Wall(name=name, stands=False, tested="tried", control="without", remedy=remedy)
