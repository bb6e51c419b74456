"""The right answer to a question of any kind that is answered by a form, as that form would send it."""

from collections.abc import Mapping

from courses.content.asked.kinds import Need, Shape
from courses.content.asked.marks import RIGHT, WHY_RIGHT, places_of
from courses.content.asked.typed import LINE_END
from courses.quizzes.scoring.scores import Asked

type Sent = Mapping[str, list[str]]


def right_answer(asked: Asked) -> Sent:
    """Where several are right, one of them."""
    marks = asked.marks
    match asked.rule.shape:
        case Shape.TICKED:
            return {"option": numbers_of(asked, RIGHT)}
        case Shape.REASONED:
            return {"option": numbers_of(asked, RIGHT), "reason": numbers_of(asked, WHY_RIGHT)}
        case Shape.TYPED:
            text = asked.texts[marks.index(RIGHT)]
            return {"text": [text.partition(" ±")[0].replace(LINE_END, "\n")]}
        case Shape.PLACED if asked.rule.need is Need.GAPS:
            return {f"gap-{mark}": [str(number)] for number, mark in enumerate(marks) if mark}
        case Shape.PLACED:
            places = places_of(marks)
            said = [str(places.index(mark)) if mark else "none" for mark in marks]
            return {f"place-{number}": [place] for number, place in enumerate(said)}
        case Shape.RANKED:
            order = sorted((int(mark), number) for number, mark in enumerate(marks) if mark)
            return {f"rank-{number}": [str(rank)] for rank, (_, number) in enumerate(order, start=1)}
        case _:
            assert asked.puzzle is not None
            return {"placed": [f"{each.number}:{each.indent}" for each in asked.puzzle.solved()]}


def numbers_of(asked: Asked, mark: str) -> list[str]:
    return [str(number) for number, each in enumerate(asked.marks) if each == mark]
