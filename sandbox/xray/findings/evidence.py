"""What a rule is given, and what it says."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.events import Outcome
from sandbox.xray.timeline import Timeline


@dataclass(frozen=True, kw_only=True)
class Finding:
    """`sentence`: what was measured · `lines`: of main.py, those concerned · `next_step`: what to try."""

    key: str
    sentence: str
    lines: tuple[int, ...] = ()
    next_step: str


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """One run: what was measured, what was run, what it wrote to its error channel, and how it ended."""

    timeline: Timeline
    source: str
    stderr: str
    exit_code: int | None
    outcome: Outcome


type Rule = Callable[[Evidence], Finding | None]
