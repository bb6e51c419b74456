"""Checks an answer to a question of a section's practice: rules over documents, without a database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courses.content.graded.arranging import Arranged, arranged, moved, placed_in
from courses.content.graded.puzzles import parsed_puzzle
from courses.quizzes.scoring.scores import Answer, Score, first
from courses.quizzes.scoring.scoring import score
from courses.quizzes.telling import Told, asked_of, told


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """What is told of an answer. `program`: of a puzzle, its lines in the right order; `typed`: what was typed."""

    score: Score
    told: list[Told]
    typed: str = ""
    program: str = ""


def feedback_on(question: Mapping[str, Any], kept: Mapping[str, Any], answer: Answer) -> Feedback:
    """`question` as its page has it, `kept` what was kept apart of it."""
    asked = asked_of(question["kind"], kept)
    scored = score(asked, answer)
    order = question.get("order") or range(len(kept["options"]))
    program = asked.puzzle.assembled(asked.puzzle.solved()) if asked.puzzle else ""
    return Feedback(
        score=scored, told=told(asked, kept, scored, order), typed=first(answer, "text").rstrip(), program=program
    )


def question_in(page: Mapping[str, Any], key: str) -> Mapping[str, Any] | None:
    return next((each for each in page["questions"] if each["key"] == key), None)


def rearranged(program: str, placed: Sequence[str], move: str) -> Arranged:
    """A puzzle after one of its buttons was pressed."""
    puzzle = parsed_puzzle(program)
    return arranged(moved(placed_in(placed, puzzle), move, puzzle), puzzle)
