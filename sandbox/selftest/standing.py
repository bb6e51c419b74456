"""What the self-test found: each wall, the tier that they make together, the kernel and the Pythons of this host."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Tier(StrEnum):
    """How strong the walls are together; the strongest first."""

    ONE = "1"
    """All namespaces, and a /proc of each jail's own."""
    ONE_B = "1b"
    """The same without /proc, where parts of the host's are masked: in most containers."""
    TWO = "2"
    """Landlock and seccomp alone. It is named and never run: loopback, pids and /dev/shm would be shared."""
    NONE = "none"

    def is_at_least(self, wanted: "Tier") -> bool:
        order = list(Tier)
        return order.index(self) <= order.index(wanted)


@dataclass(frozen=True, kw_only=True)
class Wall:
    """One wall: whether it stands, what was tried behind it, what the same did without it, and what to type."""

    name: str
    stands: bool
    tested: str
    control: str
    remedy: str = ""


@dataclass(frozen=True, kw_only=True)
class Standing:
    tier: Tier
    walls: tuple[Wall, ...]
    kernel: str
    interpreters: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(values: Mapping[str, Any]) -> "Standing":
        """What `as_json` gave: from our own self-test, which is trusted."""
        return Standing(
            tier=Tier(values["tier"]),
            walls=tuple(Wall(**each) for each in values["walls"]),
            kernel=values["kernel"],
            interpreters=tuple(values["interpreters"]),
        )

    @property
    def missing(self) -> tuple[Wall, ...]:
        return tuple(wall for wall in self.walls if not wall.stands)
