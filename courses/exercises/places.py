"""An exercise as it is published: where it stands, what its author said of it, and what is shown of that by and by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courses.content.facts.as_json import from_json
from courses.content.facts.parts import ExerciseFacts
from courses.content.graded.checks import Check, parsed_checks
from courses.content.graded.puzzles import Puzzle, parsed_puzzle
from courses.content.graded.slips import Slip, readable_slips
from courses.content.models import SectionPublication


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """`hints` and `slips_told` are HTML, in the order of the facts."""

    course_id: int
    course_key: str
    section_key: str
    publication: int
    facts: ExerciseFacts
    hints: Sequence[str] = ()
    slips_told: Sequence[str] = ()

    @property
    def keys(self) -> dict[str, Any]:
        """By which attempts and standings are found."""
        return {"course_id": self.course_id, "section_key": self.section_key, "exercise_key": self.facts.key}

    @property
    def subject(self) -> str:
        return f"exercise:{self.course_key}/{self.facts.key}"[:120]

    def checks(self) -> list[Check]:
        return parsed_checks(self.facts.checks)

    def slips(self) -> list[Slip]:
        return readable_slips(self.facts.slips)

    def puzzle(self) -> Puzzle | None:
        return parsed_puzzle(self.facts.puzzle) if self.facts.puzzle else None


def exercise_in(
    answers: Mapping[str, Any], key: str, *, course_id: int, course_key: str, section_key: str, publication: int
) -> Exercise | None:
    """The exercise in what a publication keeps apart; None where there is none.

    Publications from before exercises were checked keep the solutions alone.
    """
    told = answers.get("exercises", {}).get(key)
    if told is None and key in answers.get("solutions", {}):
        told = {"facts": {"key": key, "title": key, "solution": answers["solutions"][key]}, "hints": [], "slips": []}
    if told is None:
        return None
    return Exercise(
        course_id=course_id,
        course_key=course_key,
        section_key=section_key,
        publication=publication,
        facts=from_json(ExerciseFacts, told["facts"]),
        hints=told["hints"],
        slips_told=told["slips"],
    )


def as_answered(exercise: Exercise, publication: int) -> Exercise:
    """The exercise as it was when an attempt answered it: a result is never held against a later text."""
    if publication == exercise.publication:
        return exercise
    rows = SectionPublication.objects.filter(section__course_id=exercise.course_id, section__key=exercise.section_key)
    answers = rows.filter(number=publication).values_list("answers", flat=True).first()
    then = answers and exercise_in(
        answers,
        exercise.facts.key,
        course_id=exercise.course_id,
        course_key=exercise.course_key,
        section_key=exercise.section_key,
        publication=publication,
    )
    return then or exercise
