"""On which tiers, and how counted, the attacks are tried on this host."""

import inspect
from dataclasses import dataclass
from typing import Any

from tests.sandbox.attacks.attack import LOOKING
from tests.sandbox.walls import behind_walls

ALL = ("1", "1b", "2")
"""All namespaces · without a fresh /proc · Landlock and seccomp alone, which an operator must ask for."""


@dataclass(frozen=True)
class Way:
    """A way of running: its name in tests, tables and the catalogue, and what `behind_walls` is told of it."""

    name: str
    how: dict[str, Any]


def tiers() -> tuple[str, ...]:
    """Those that `behind_walls` can be asked for. Tier 2 shares too much to hold this list: it has its own tests."""
    can_choose = "tier" in inspect.signature(behind_walls).parameters
    return ALL[:2] if can_choose else ALL[:1]


def ways() -> tuple[Way, ...]:
    """Each tier as this host counts, and the first one counted by looking."""
    can_choose = len(tiers()) > 1
    each = [Way(f"tier {tier}", {"tier": tier} if can_choose else {}) for tier in tiers()]
    return (*each, Way(LOOKING, {"by_looking": True}))
