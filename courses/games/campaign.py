"""The levels of *Play the scheduler*, in order, as the files in `levels/` have them."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from courses.games.goals import Goal

FOLDER = Path(__file__).parent / "levels"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Measured: the fewest `switches` that reach the goal, essentially different `orders`, those `reaching` it.

    `places`: where the program's text touches what threads share, as the explorer numbers them.
    """

    switches: int
    orders: int
    reaching: int
    places: Sequence[int]


@dataclass(frozen=True, kw_only=True)
class Level:
    """A program with a goal. `number`: from 1 · `why`: told once the goal is reached."""

    key: str
    number: int
    title: str
    teaser: str
    brief: str
    goal: Goal
    hint: str
    why: str
    facts: Facts
    source: str


def _level(number: int, given: Mapping[str, Any]) -> Level:
    words = {name: given[name] for name in ("key", "title", "teaser", "brief", "hint", "why")}
    source = (FOLDER / f"{given['key'].replace('-', '_')}.py").read_text(encoding="utf-8")
    return Level(**words, number=number, goal=Goal(**given["goal"]), facts=Facts(**given["facts"]), source=source)


def _levels() -> list[Level]:
    with (FOLDER / "campaign.toml").open("rb") as file:
        return [_level(number, given) for number, given in enumerate(tomllib.load(file)["level"], 1)]


CAMPAIGN = _levels()
LEVELS = {level.key: level for level in CAMPAIGN}


def after(level: Level) -> Level | None:
    """The next one; None after the last."""
    return CAMPAIGN[level.number] if level.number < len(CAMPAIGN) else None
