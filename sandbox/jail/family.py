"""The processes of a run as the host numbers them: all that live in a jail but its pid 1."""

import os

from sandbox.jail.jails import Jail


def family(jail: Jail) -> list[int]:
    """Empty where they are not to be seen."""
    try:
        cgroups = jail.room.cgroups
        found = descendants(jail.pid) if cgroups is None else cgroups.pids()
    except OSError:
        return []
    return [pid for pid in found if pid != jail.pid]


def descendants(pid: int) -> list[int]:
    """Whoever loses its parent in a jail becomes a child of its pid 1. Needs a kernel that lists children."""
    found = []
    for thread in os.listdir(f"/proc/{pid}/task"):  # noqa: PTH208 - some hundred at a time: pathlib would cost more
        with open(f"/proc/{pid}/task/{thread}/children") as children:  # noqa: PTH123
            for child in map(int, children.read().split()):
                found += [child, *descendants(child)]
    return found
