"""Scores an answer to a question of any kind, and says how partial credit comes about."""

from collections.abc import Callable, Mapping

from courses.content.asked.kinds import KINDS, Shape
from courses.quizzes.scoring.placed import score_placed, score_ranked
from courses.quizzes.scoring.puzzled import score_puzzled
from courses.quizzes.scoring.scores import Answer, Asked, Score
from courses.quizzes.scoring.ticked import score_reasoned, score_ticked
from courses.quizzes.scoring.typed import score_typed

RULES: Mapping[Shape, Callable[[Asked, Answer], Score]] = {
    Shape.TICKED: score_ticked,
    Shape.PLACED: score_placed,
    Shape.RANKED: score_ranked,
    Shape.TYPED: score_typed,
    Shape.REASONED: score_reasoned,
    Shape.PUZZLED: score_puzzled,
}
CREDIT: Mapping[Shape, str] = {
    Shape.PLACED: "Each one in its place counts.",
    Shape.RANKED: "Each pair in the right order counts.",
    Shape.REASONED: "The tool is half, the reason is half.",
    Shape.PUZZLED: "Each line in its place counts; one that is not needed takes as much away.",
}


def score(asked: Asked, answer: Answer) -> Score:
    return RULES[asked.rule.shape](asked, answer)


def credit(kind: str) -> str:
    """How partial credit comes about, in a sentence; "" where there is none."""
    rule = KINDS[kind]
    if rule.shape is Shape.TICKED and not rule.is_single:
        return "Each right tick counts; a wrong one takes as much away."
    return CREDIT.get(rule.shape, "")
