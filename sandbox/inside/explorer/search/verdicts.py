"""What a search came to, and the words in which it may be said."""

from dataclasses import dataclass, field
from enum import StrEnum

from sandbox.inside.explorer.world.pace import MOST_STEPS, MOST_TURNS
from sandbox.inside.explorer.world.world import World


class Verdict(StrEnum):
    FAILS = "fails"
    PROVED = "proved"
    NONE_FOUND = "no-failure-found"
    REFUSED = "refused"
    NONDETERMINISTIC = "nondeterministic"


@dataclass
class Result:
    """A verdict with what it rests on."""

    verdict: Verdict
    explored: int
    """Executions that went to their end."""
    seconds: float
    reached: str
    """How far the search came, in words."""
    broken: World | None = None
    """The execution that breaks with the fewest switches that were found."""
    steps: set[int] = field(default_factory=set)
    """The places of the program that are steps."""


TOO_LONG = (
    f"one order alone takes more than {MOST_TURNS:,} rounds of loops or {MOST_STEPS:,} steps, which is more than can "
    "be tried in every order; give the program less to do"
)
NOT_EVEN_ONE = "not even one order came to its end in the time there was"


def proved(orders: int) -> str:
    noun = "order, which covers" if orders == 1 else "essentially different orders, which cover"
    return f"proved: {orders:,} {noun} every order of visible steps for this input"


def bounded(preemptions: int, sampled: int) -> str:
    times = "preemption" if preemptions == 1 else "preemptions"
    return f"none fails with at most {preemptions} {times}, nor any of {sampled:,} orders by chance"


def sampled_only(explored: int) -> str:
    return f"none of {explored:,} orders that were tried fails; there are more"
