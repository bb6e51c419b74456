"""Attempts side by side: what came of each, and what of it is otherwise than at the one before."""

from collections.abc import Sequence
from dataclasses import dataclass

from courses.exercises.grading.strips import State, Strip
from courses.exercises.models import Attempt
from courses.publishing.comparing import Line, between

PASSES, FAILS = "passes now", "fails now"


@dataclass(frozen=True, kw_only=True)
class Row:
    """An attempt with its strips, and in words what changed since the one before; "" for the first."""

    attempt: Attempt
    strips: Sequence[Strip]
    since: str
    is_current: bool


def rows_of(attempts: Sequence[Attempt], *, current: Attempt | None) -> list[Row]:
    """The newest first, as they are given. One whose result is not there yet has no strips."""
    results = [each.result() if each.is_settled else [] for each in attempts]
    befores = [*results, []][1:]
    return [
        Row(attempt=attempt, strips=strips, since=since(before, strips), is_current=attempt == current)
        for attempt, strips, before in zip(attempts, results, befores, strict=True)
    ]


def since(before: Sequence[Strip], after: Sequence[Strip]) -> str:
    """Like “Tests: passes now. Speed-up: 1.0 times, target 2.5 → 2.9 times, target 2.5.”"""
    if not before or not after:
        return ""
    told = [changed(one, other) for one, other in zip(before, after, strict=False)]
    return " ".join(each for each in told if each) or "The same result."


def changed(before: Strip, after: Strip) -> str:
    if before.state is not after.state and after.state in {State.PASSED, State.FAILED}:
        return f"{after.name}: {PASSES if after.is_passed else FAILS}."
    return f"{after.name}: {before.headline} → {after.headline}." if before.headline != after.headline else ""


def lines_since(attempts: Sequence[Attempt], current: Attempt) -> list[Line]:
    """How the program differs from that of the attempt before; empty for the first one, and where it is the same."""
    before = next((each for each in attempts if each.number == current.number - 1), None)
    return between(before.source.split("\n"), current.source.split("\n")) if before else []
