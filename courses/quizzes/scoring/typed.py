"""What is typed."""

from courses.content.asked.marks import RIGHT
from courses.content.asked.typed import SAME
from courses.quizzes.scoring.scores import Answer, Asked, Judged, Score, first, unanswered, whole


def score_typed(asked: Asked, answer: Answer) -> Score:
    """Right where it is one of the right answers; a usual wrong one is recognised, so that it can be explained."""
    typed = first(answer, "text")
    if not typed.strip():
        return unanswered(asked)
    same = SAME[asked.kind]
    hit = next((number for number, text in enumerate(asked.texts) if same(text, typed)), None)
    judged = [
        Judged(given=RIGHT if number == hit else "", is_right=(number == hit) == (mark == RIGHT))
        for number, mark in enumerate(asked.marks)
    ]
    return Score(points=whole(hit is not None and asked.marks[hit] == RIGHT), judged=judged)
