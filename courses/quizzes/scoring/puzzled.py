"""Lines of a program that were put in order and indented."""

from collections.abc import Sequence
from fractions import Fraction

from courses.content.asked.marks import RIGHT
from courses.content.graded.arranging import placed_in
from courses.content.graded.puzzles import Placed, Puzzle
from courses.quizzes.scoring.scores import Answer, Asked, Judged, Score, unanswered


def score_puzzled(asked: Asked, answer: Answer) -> Score:
    """The most lines that stand in the right order and are rightly indented, less those that are not needed."""
    assert asked.puzzle is not None
    placed = placed_in(answer.get("placed", ()), asked.puzzle)
    if not placed:
        return unanswered(asked)
    solved = asked.puzzle.solved()
    texts = {line.number: line.text for line in asked.puzzle.lines}
    extras = sum(line.is_extra for each in placed if (line := asked.puzzle.line(each.number)))
    kept = longest_common(said(placed, texts), said(solved, texts))
    points = Fraction(max(0, kept - extras), len(solved))
    return Score(points=points, judged=judged_extras(asked, placed, asked.puzzle))


def said(placed: Sequence[Placed], texts: dict[int, str]) -> list[tuple[str, int]]:
    """The program as text and indent: of two lines that say the same, either may stand in either place."""
    return [(texts[each.number], each.indent) for each in placed]


def longest_common(one: Sequence[object], two: Sequence[object]) -> int:
    """How long the longest sequence is that both contain in its order."""
    row = [0] * (len(two) + 1)
    for each in one:
        before = row[:]
        for place, other in enumerate(two, start=1):
            row[place] = before[place - 1] + 1 if each == other else max(before[place], row[place - 1])
    return row[-1]


def judged_extras(asked: Asked, placed: Sequence[Placed], puzzle: Puzzle) -> list[Judged]:
    """An option without a mark is a line that is not needed: it is judged by whether that line was used."""
    used = {line.text for each in placed if (line := puzzle.line(each.number))}
    given = [RIGHT if text in used else "" for text in asked.texts]
    return [
        Judged(given=mark if mark == RIGHT else use, is_right=mark == RIGHT or not use)
        for mark, use in zip(asked.marks, given, strict=True)
    ]
