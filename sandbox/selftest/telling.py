"""Tells people what the self-test found: a line a wall, then what to type, then the tier and what it means."""

import textwrap
from collections.abc import Iterable

from sandbox.selftest.standing import Standing, Tier, Wall

MEANING = {
    Tier.ONE: "all namespaces, and a /proc of each jail's own",
    Tier.ONE_B: "all namespaces, and no /proc in jails",
    Tier.TWO: "Landlock and seccomp alone, which is never run: loopback, pids and /dev/shm would be shared",
    Tier.NONE: "no program can be run here",
}


def as_table(standing: Standing) -> str:
    width = max((len(wall.name) for wall in standing.walls), default=0)
    lines = [f"{'✓' if wall.stands else '✗'} {wall.name:<{width}}  {_in_words(wall)}" for wall in standing.walls]
    pythons = ", ".join(standing.interpreters) or "none"
    lines += ["", f"Linux {standing.kernel}; Python {pythons}", f"Tier {standing.tier}: {MEANING[standing.tier]}."]
    remedies = as_remedies(standing.missing)
    return "\n".join(lines + (["", remedies] if remedies else []))


def as_remedies(walls: Iterable[Wall]) -> str:
    """Each remedy once, under the names of the walls that wait for it."""
    waiting: dict[str, list[str]] = {}
    for wall in walls:
        waiting.setdefault(wall.remedy, []).append(wall.name)
    return "\n\n".join(_for(names, remedy) for remedy, names in waiting.items() if remedy)


def _for(names: list[str], remedy: str) -> str:
    return f"{textwrap.fill('For ' + ', '.join(names) + ':', 100)}\n{remedy}"


def _in_words(wall: Wall) -> str:
    return f"{wall.tested}; {wall.control}"
