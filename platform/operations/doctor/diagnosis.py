"""What an examination found of one thing: its state, a sentence, and what to do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from operations.health import Finding


class State(StrEnum):
    GOOD = "good"
    WARNING = "warning"
    """It works, and an operator should know."""
    BAD = "bad"
    """Something that people need does not work, or stands open."""


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """`what_to_do`: a sentence, or lines to type; "" where there is nothing to do."""

    name: str
    state: State
    sentence: str
    what_to_do: str = ""


type Examination = Callable[[], Sequence[Diagnosis]]


def good(name: str, sentence: str) -> Diagnosis:
    return Diagnosis(name=name, state=State.GOOD, sentence=sentence)


def warning(name: str, sentence: str, what_to_do: str) -> Diagnosis:
    return Diagnosis(name=name, state=State.WARNING, sentence=sentence, what_to_do=what_to_do)


def bad(name: str, sentence: str, what_to_do: str) -> Diagnosis:
    return Diagnosis(name=name, state=State.BAD, sentence=sentence, what_to_do=what_to_do)


def of_finding(name: str, finding: Finding, *, what_to_do: str) -> Diagnosis:
    """What the health page found, for one who came to mend it."""
    return good(name, finding.sentence) if finding.is_well else bad(name, finding.sentence, what_to_do)
