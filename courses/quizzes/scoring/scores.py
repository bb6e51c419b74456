"""What is scored, and what comes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from courses.content.asked.kinds import KINDS, Kind
from courses.content.graded.puzzles import Puzzle

type Answer = Mapping[str, Sequence[str]]
"""What a form says: by the name of a field, all of its values."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question as it is scored: of each option its mark, and its text as the author wrote it.

    `puzzle`: the lines that are put in order, where it is a question of that kind.
    """

    kind: str
    marks: Sequence[str]
    texts: Sequence[str] = ()
    puzzle: Puzzle | None = None

    @property
    def rule(self) -> Kind:
        return KINDS[self.kind]


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What was said of one option, in the words of the marks, and whether it is what holds.

    `given` is "" where it was said to belong nowhere; `is_said` tells that from saying nothing of it.
    """

    given: str
    is_right: bool
    is_said: bool = True


@dataclass(frozen=True, kw_only=True)
class Score:
    """`points`: from 0 to 1, exactly; `judged`: an entry for each option; `is_answered`: whether anything was said."""

    points: Fraction
    judged: Sequence[Judged]
    is_answered: bool = True

    @property
    def is_right(self) -> bool:
        return self.points == 1


def numbers_in(answer: Answer, name: str, *, below: int) -> set[int]:
    """The numbers, from 0, that a field says; what is none of them is passed over."""
    said = (text for text in answer.get(name, ()) if text.isascii() and text.isdigit() and len(text) < 4)
    return {number for text in said if (number := int(text)) < below}


def first(answer: Answer, name: str) -> str:
    values = answer.get(name, ())
    return values[0] if values else ""


def unanswered(asked: Asked) -> Score:
    judged = [Judged(given="", is_right=False, is_said=False) for _ in asked.marks]
    return Score(points=Fraction(0), judged=judged, is_answered=False)


def whole(is_right: bool) -> Fraction:  # noqa: FBT001
    return Fraction(int(is_right))
