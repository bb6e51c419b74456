"""What is told of an answer: each option with its mark, its explanation, and what was said of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from courses.content.asked.kinds import Need, Shape
from courses.content.asked.marks import RIGHT, WHY_RIGHT
from courses.content.graded.puzzles import parsed_puzzle
from courses.quizzes.scoring.scores import Asked, Judged, Score


@dataclass(frozen=True, kw_only=True)
class Told:
    """An option: `tone` is "is-right", "is-wrong" or ""; `word` says what it is, `yours` what was said of it."""

    html: str
    explanation: str
    tone: str = ""
    word: str = ""
    yours: str = ""

    @property
    def icon(self) -> str:
        return "tick" if self.tone == "is-right" else "warning"


def asked_of(kind: str, kept: Mapping[str, Any]) -> Asked:
    """The question as it is scored, from the answers that a publication keeps."""
    puzzle = parsed_puzzle(kept["puzzle"]) if "puzzle" in kept else None
    options = kept["options"]
    return Asked(
        kind=kind, marks=[each["mark"] for each in options], texts=[each["text"] for each in options], puzzle=puzzle
    )


def told(asked: Asked, kept: Mapping[str, Any], score: Score, order: Sequence[int]) -> list[Told]:
    """Every option that is worth telling of; `order`: that in which they were shown."""
    shape, options = asked.rule.shape, kept["options"]
    numbers = sorted(order, key=lambda number: int(asked.marks[number] or 99)) if shape is Shape.RANKED else order
    if shape in {Shape.TYPED, Shape.PUZZLED}:
        numbers = [number for number in range(len(options)) if is_worth_telling(asked.marks[number], score, number)]
    return [TELLERS[shape](asked, options[number], score.judged[number]) for number in numbers]


def is_worth_telling(mark: str, score: Score, number: int) -> bool:
    """A usual wrong answer is told of to those who gave it."""
    return mark == RIGHT or bool(score.judged[number].given)


def told_tick(_asked: Asked, option: Mapping[str, str], judged: Judged) -> Told:
    is_right, was_given = option["mark"] in {RIGHT, WHY_RIGHT}, bool(judged.given)
    tone = "is-right" if is_right else "is-wrong" if was_given else ""
    return Told(
        html=option["html"],
        explanation=option["explanation"],
        tone=tone,
        word={"is-right": "Right", "is-wrong": "Not this one"}.get(tone, ""),
        yours="Your answer" if was_given else "",
    )


def told_place(asked: Asked, option: Mapping[str, str], judged: Judged) -> Told:
    return Told(
        html=option["html"],
        explanation=option["explanation"],
        tone="is-right" if judged.is_right else "is-wrong",
        word=place_in_words(asked, option["mark"]),
        yours="" if judged.is_right else place_given(asked, judged),
    )


def place_given(asked: Asked, judged: Judged) -> str:
    return f"You said: {place_in_words(asked, judged.given)}" if judged.is_said else "You did not say"


def place_in_words(asked: Asked, mark: str) -> str:
    """Where something belongs, as the page calls it."""
    if asked.rule.shape is Shape.RANKED:
        return f"Place {mark}" if mark else "No place"
    if not mark:
        return "No gap" if asked.rule.need is Need.GAPS else "None of them"
    return f"{PLACE_NAMES[asked.rule.need]} {mark}".strip()


PLACE_NAMES: Mapping[Need, str] = {Need.NOTHING: "", Need.GAPS: "Gap", Need.TIMELINES: "Timeline"}


def told_line(_asked: Asked, option: Mapping[str, str], _judged: Judged) -> Told:
    """Of a puzzle: why the order is as it is, and each line that was used and is not needed."""
    if option["mark"] == RIGHT:
        return Told(html=option["html"], explanation=option["explanation"], tone="is-right", word="The right order")
    return Told(html=option["html"], explanation=option["explanation"], tone="is-wrong", word="Not needed")


TELLERS: Mapping[Shape, Callable[[Asked, Mapping[str, str], Judged], Told]] = {
    Shape.TICKED: told_tick,
    Shape.TYPED: told_tick,
    Shape.REASONED: told_tick,
    Shape.PLACED: told_place,
    Shape.RANKED: told_place,
    Shape.PUZZLED: told_line,
}
