"""What the pages of the campaign show: levels with their stars, and one level with its board."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courses.games.campaign import CAMPAIGN, Level, after
from courses.games.goals import MOST_STARS, stars_for
from sandbox.lab.game import Game


@dataclass(frozen=True, kw_only=True)
class Stars:
    """How many of three were won; `each`: a truth for each."""

    count: int

    @property
    def each(self) -> list[bool]:
        return [number < self.count for number in range(MOST_STARS)]


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A level in the list."""

    level: Level
    stars: Stars

    @property
    def is_won(self) -> bool:
        return self.stars.count > 0


def listed(level: Level, wins: Mapping[str, int]) -> Listed:
    count = stars_for(wins[level.key], fewest=level.facts.switches) if level.key in wins else 0
    return Listed(level=level, stars=Stars(count=count))


def campaign_page(wins: Mapping[str, int]) -> dict[str, Any]:
    levels = [listed(each, wins) for each in CAMPAIGN]
    return {
        "levels": levels,
        "next_level": next((each.level for each in levels if not each.is_won), None),
        "stars": sum(each.stars.count for each in levels),
        "most_stars": MOST_STARS * len(levels),
    }


def level_page(level: Level, game: Game | None, wins: Mapping[str, int], *, is_claimed: bool = False) -> dict[str, Any]:
    """`game` is None where its board cannot be shown · `is_claimed`: somebody has said that it cannot be done."""
    is_reached = game is not None and level.goal.is_reached(game.answer)
    is_won = is_reached or (is_claimed and level.goal.never)
    return {
        "level": level,
        "source": level.source,
        "listed": listed(level, wins),
        "game": game,
        "tone": "is-ok" if is_reached else "is-warn",
        "aside": "games/_outcome.html",
        "is_won": is_won,
        "is_claimed": is_claimed,
        "denial": denial(level),
        "stars": Stars(count=stars_for(game.switches if game else 0, fewest=level.facts.switches)),
        "next_level": after(level),
    }


def denial(level: Level) -> str:
    """To one who says that it cannot be done, and is wrong."""
    switches = level.facts.switches
    how = "without any switch" if not switches else f"with {switches} switch{'' if switches == 1 else 'es'}"
    return f"There is an order that gets there {how} from one thread to another. The hint may help."
