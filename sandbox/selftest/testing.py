"""The whole self-test, in a process of one thread, which it leaves as it was; a fifth of a second.

`ask_for_standing` starts such a process for those who have threads, or an environment, or plans.
"""

import json
import os
import subprocess
import sys
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from sandbox.jail.advice import Host, this_host
from sandbox.jail.cgroups import Home
from sandbox.jail.homes import find_home
from sandbox.selftest.outer import bubblewrap, try_outer_wall
from sandbox.selftest.outside import Outside, outside
from sandbox.selftest.probes import files, filters, limits, namespaces, privileges
from sandbox.selftest.remedies import remedy
from sandbox.selftest.standing import Standing, Tier, Wall
from sandbox.selftest.trying import Probe, try_wall

PROBES: tuple[Probe, ...] = (
    *namespaces.PROBES, *files.PROBES, *privileges.PROBES, *filters.PROBES, limits.RLIMITS,
)  # fmt: skip
ROOT = Path(__file__).resolve().parents[2]
BOOT = "import sys; sys.path.insert(0, sys.argv[1]); from sandbox.selftest.testing import main; main()"
TESTING_SECONDS = 30.0


class SelfTestFailed(Exception):
    """The self-test itself did not come to its end."""


def main() -> None:
    print(json.dumps(find_standing().as_json()))  # noqa: T201 - for `ask_for_standing`


def ask_for_standing() -> Standing:
    """What a fresh process finds here; raises SelfTestFailed."""
    command = [os.path.realpath(sys.executable), "-I", "-S", "-c", BOOT, str(ROOT)]
    try:
        done = subprocess.run(command, env={}, cwd="/", capture_output=True, timeout=TESTING_SECONDS, check=True)
    except subprocess.CalledProcessError as error:
        raise SelfTestFailed(error.stderr.decode(errors="replace").strip().rpartition("\n")[2]) from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SelfTestFailed(str(error)) from None
    return Standing.from_json(json.loads(done.stdout))


def find_standing(interpreters: Iterable[str] = ()) -> Standing:
    """Every wall, tried; `interpreters`: the versions that this host offers, as far as the caller knows them."""
    host = this_host()
    found = find_walls(find_home())
    program = bubblewrap()
    if program or not host.is_container:  # a container without it is the outer wall itself
        found.append(try_outer_wall(program))
    walls = tuple(_with_remedy(wall, host) for wall in found)
    return Standing(tier=tier_of(walls), walls=walls, kernel=os.uname().release, interpreters=tuple(interpreters))


def find_walls(home: Home | None) -> list[Wall]:
    with outside() as around:
        walls = [try_wall(probe, around) for probe in PROBES]
        walls.append(_try_cgroups(home, around))
    return walls


def tier_of(walls: Collection[Wall]) -> Tier:
    """What those that stand make together."""
    standing = {wall.name for wall in walls if wall.stands}
    if standing >= {probe.name for probe in PROBES if probe.is_needed}:
        return Tier.ONE if files.OWN_PROC in standing else Tier.ONE_B
    return Tier.TWO if standing >= {probe.name for probe in filters.PROBES} else Tier.NONE


def _try_cgroups(home: Home | None, around: Outside) -> Wall:
    try:
        meter = None if home is None else limits.smallest_group(home)
    except OSError:
        meter = None
    if home is None or meter is None:
        tested = "no group with memory and pids can be made: runs are measured by looking, every 20 ms"
        return Wall(name=limits.CGROUPS, stands=False, tested=tested, control="not tried")
    try:
        return try_wall(limits.cgroup_probe(meter, home), around)
    finally:
        meter.close()


def _with_remedy(wall: Wall, host: Host) -> Wall:
    return wall if wall.stands else replace(wall, remedy=remedy(wall, host))
