"""On which tiers, and how counted, the attacks are tried on this host."""

from dataclasses import dataclass
from typing import Any

from tests.sandbox.attacks.attack import LOOKING

TIERS = ("1", "1b")
"""All namespaces · without a fresh /proc. What has neither is no sandbox of ours: the runner refuses."""


@dataclass(frozen=True)
class Way:
    """A way of running: its name in tests, tables and the catalogue, and what `behind_walls` is told of it."""

    name: str
    how: dict[str, Any]


def ways() -> tuple[Way, ...]:
    """Each tier as this host counts, and the first one counted by looking."""
    return (*(Way(f"tier {tier}", {"tier": tier}) for tier in TIERS), Way(LOOKING, {"by_looking": True}))
