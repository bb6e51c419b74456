"""A strip: what came of one axis, with its sentence. Three of them are the result of an attempt."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """`OPEN`: nothing could be said, and it is no fault of the program's; it may be checked again."""

    WAITING = "waiting"
    PASSED = "passed"
    FAILED = "failed"
    OPEN = "open"
    NOT_ASKED = "not asked"


NAMES = {"work": "Tests", "orders": "Every order", "speed": "Speed-up"}
"""What the axes are called on the page, in their order."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One check: its name, whether it passed, and what came instead of what was promised."""

    name: str
    passed: bool
    told: str = ""


@dataclass(frozen=True, kw_only=True)
class Speed:
    """How many times as fast: the median of the pairs, the least, the most, the target; seconds of both, medians."""

    ratio: float
    least: float
    most: float
    target: float
    own_seconds: float
    sequential_seconds: float
    pairs: int

    @property
    def scale(self) -> int:
        """The whole number at the end of the axis."""
        return max(2, int(max(self.ratio, self.target)) + 1)

    @property
    def percent(self) -> float:
        return round(100 * min(self.ratio, self.scale) / self.scale, 1)

    @property
    def target_percent(self) -> float:
        return round(100 * self.target / self.scale, 1)


@dataclass(frozen=True, kw_only=True)
class Strip:
    """`remark`: the title of a common mistake, with the HTML of its sentence. `order`: who does what, to its break;
    `lines`: of the learner's program, on which threads use something without a lock between them.
    """

    axis: str
    state: State
    headline: str
    sentence: str = ""
    items: Sequence[Item] = ()
    order: Sequence[tuple[str, str]] = ()
    lines: Sequence[int] = ()
    speed: Speed | None = None
    remark: str = ""
    remark_html: str = ""

    @property
    def name(self) -> str:
        return NAMES[self.axis]

    @property
    def has_run(self) -> bool:
        """Whether the program came so far that something could be told of what it did."""
        return bool(self.items or self.order or self.speed)

    @property
    def is_passed(self) -> bool:
        return self.state is State.PASSED

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "state": str(self.state)}

    @staticmethod
    def from_json(given: Mapping[str, Any]) -> "Strip":
        return Strip(
            **{
                **given,
                "state": State(given["state"]),
                "items": tuple(Item(**each) for each in given["items"]),
                "order": tuple((who, what) for who, what in given["order"]),
                "lines": tuple(given["lines"]),
                "speed": Speed(**given["speed"]) if given["speed"] else None,
            }
        )


def not_asked(axis: str, reason: str) -> Strip:
    return Strip(axis=axis, state=State.NOT_ASKED, headline="Not asked", sentence=reason)


def is_solved(strips: Sequence[Strip]) -> bool:
    """Whether everything that is asked has passed; there must be something that is."""
    asked = [each for each in strips if each.state is not State.NOT_ASKED]
    return bool(asked) and all(each.is_passed for each in asked)
