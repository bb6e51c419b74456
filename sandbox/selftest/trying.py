"""Tries one wall: the same acts without it, where they must succeed, and behind it, where none may."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.selftest.children import in_child
from sandbox.selftest.outside import Outside
from sandbox.selftest.standing import Wall

NOT_TESTABLE = "not testable here"

type Step = Callable[[Outside], None]
"""Puts something up, or tries something; raises OSError where that is refused."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """Namespaces, and what is done once in them."""

    namespaces: int = 0
    steps: tuple[Step, ...] = ()

    def __add__(self, other: "Measure") -> "Measure":
        return Measure(namespaces=self.namespaces | other.namespaces, steps=self.steps + other.steps)


@dataclass(frozen=True, kw_only=True)
class Probe:
    """One wall and the acts that it must hold.

    `stage`: what both sides need, so that the wall alone makes the difference. `act` in words, to be read after
    “tried”. `is_needed`: whether no tier stands without it.
    """

    name: str
    act: str
    acts: tuple[Step, ...]
    wall: Measure
    stage: Measure = field(default_factory=Measure)
    is_needed: bool = True


def try_wall(probe: Probe, outside: Outside) -> Wall:
    """Whether the wall stands; a wall whose control does not succeed is not testable here, and so does not stand."""
    stands, tested = _behind(probe, outside)
    is_seen, control = _without(probe, outside)
    return Wall(name=probe.name, stands=stands and is_seen, tested=tested, control=control)


def _behind(probe: Probe, outside: Outside) -> tuple[bool, str]:
    try:
        reached = _reached(probe, probe.stage + probe.wall, outside)
    except OSError as error:
        return False, f"cannot be put up: {error.strerror}"
    return not any(reached), f"{probe.act}: {'not held' if any(reached) else 'held'}"


def _without(probe: Probe, outside: Outside) -> tuple[bool, str]:
    try:
        reached = _reached(probe, probe.stage, outside)
    except OSError as error:
        return False, f"{NOT_TESTABLE}: {error.strerror}"
    return all(reached), "succeeds without the wall" if all(reached) else f"{NOT_TESTABLE}: it fails anyway"


def _reached(probe: Probe, measure: Measure, outside: Outside) -> list[bool]:
    def act() -> list[bool]:
        for step in measure.steps:
            step(outside)
        return [_succeeds(each, outside) for each in probe.acts]

    return in_child(act, namespaces=measure.namespaces)


def _succeeds(act: Step, outside: Outside) -> bool:
    try:
        act(outside)
    except OSError:
        return False
    return True
