"""Options that are ticked: one that is right, or as many as are; and a tool with the reason for it."""

from fractions import Fraction

from courses.content.asked.marks import RIGHT, WHY_RIGHT, WRONG, reasons_of
from courses.quizzes.scoring.scores import Answer, Asked, Judged, Score, numbers_in, unanswered, whole


def score_ticked(asked: Asked, answer: Answer) -> Score:
    """Of several, each right one that is ticked counts, and each wrong one takes as much away, down to nothing."""
    chosen = numbers_in(answer, "option", below=len(asked.marks))
    if not chosen:
        return unanswered(asked)
    judged = [judged_tick(mark, is_chosen=number in chosen) for number, mark in enumerate(asked.marks)]
    if asked.rule.is_single:
        return Score(points=whole(all(each.is_right for each in judged)), judged=judged)
    right = sum(mark == RIGHT for mark in asked.marks)
    hits = sum(asked.marks[number] == RIGHT for number in chosen)
    return Score(points=max(Fraction(0), Fraction(2 * hits - len(chosen), right)), judged=judged)


def judged_tick(mark: str, *, is_chosen: bool, right: str = RIGHT) -> Judged:
    return Judged(given=right if is_chosen else WRONG, is_right=is_chosen == (mark == right))


def score_reasoned(asked: Asked, answer: Answer) -> Score:
    """The tool is half, the reason is half."""
    reasons = set(reasons_of(asked.marks))
    chosen = numbers_in(answer, "option", below=len(asked.marks)) - reasons
    why = numbers_in(answer, "reason", below=len(asked.marks)) & reasons
    if not chosen or not why:
        return unanswered(asked)
    judged = [
        judged_tick(mark, is_chosen=number in why, right=WHY_RIGHT)
        if number in reasons
        else judged_tick(mark, is_chosen=number in chosen)
        for number, mark in enumerate(asked.marks)
    ]
    halves = [
        all(each.is_right for number, each in enumerate(judged) if (number in reasons) == is_reason)
        for is_reason in (False, True)
    ]
    return Score(points=Fraction(sum(halves), 2), judged=judged)
