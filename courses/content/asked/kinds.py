"""The kinds of questions: what one does to answer each, and what its author writes beside the text.

Every option of a question begins with a mark in brackets. What the mark says depends on the shape.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """What one does to answer."""

    TICKED = "ticked"
    PLACED = "placed"
    RANKED = "ranked"
    TYPED = "typed"
    REASONED = "reasoned"
    PUZZLED = "puzzled"
    PLAYED = "played"


class Need(StrEnum):
    """What the text of a question must hold, beside its words."""

    NOTHING = ""
    PROGRAM = "program"
    PUZZLE = "puzzle"
    GAPS = "gaps"
    TIMELINES = "timelines"
    WAITS = "waits"
    DEMO = "demo"


MARKS: Mapping[Shape, str] = {
    Shape.TICKED: "[x] where it is right, [ ] where it is not",
    Shape.PLACED: "the place to which it belongs, like [waiting], or [ ] where it belongs to none",
    Shape.RANKED: "its place in the order, like [1], equal where two may change places, or [ ] where it has none",
    Shape.TYPED: "[x] where it is a right answer, [ ] where it is a usual wrong one",
    Shape.REASONED: "[x] or [ ] for a tool, [why x] or [why] for a reason",
    Shape.PUZZLED: "[x] for why the right order is right, [ ] for a line that is not needed",
    Shape.PLAYED: "[x] for moves that reach the goal, like [x] 1.1.2, [ ] for usual ones that do not",
}
"""What stands in the brackets before an option, in words."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """`does` tells a learner what to do; `is_single`: of ticked options, one is right and one is chosen."""

    shape: Shape
    does: str
    need: Need = Need.NOTHING
    is_single: bool = False


KINDS: Mapping[str, Kind] = {
    "choose one": Kind(shape=Shape.TICKED, is_single=True, does="Choose one."),
    "choose several": Kind(shape=Shape.TICKED, does="Tick every one that is right."),
    "true or false": Kind(shape=Shape.TICKED, is_single=True, does="True or false?"),
    "number": Kind(shape=Shape.TYPED, does="Type a number."),
    "short text": Kind(shape=Shape.TYPED, does="Type a word or two."),
    "fill the gaps": Kind(shape=Shape.PLACED, need=Need.GAPS, does="Choose what stands in each gap."),
    "match": Kind(shape=Shape.PLACED, does="Choose the partner of each."),
    "put in order": Kind(shape=Shape.RANKED, does="Give each its place in the order."),
    "sort into groups": Kind(shape=Shape.PLACED, does="Choose the group of each."),
    "predict the output": Kind(shape=Shape.TYPED, need=Need.PROGRAM, does="Type what the program prints."),
    "possible outputs": Kind(
        shape=Shape.TICKED, need=Need.PROGRAM, does="Tick every output that some order of the threads can give."
    ),
    "predict the timing": Kind(
        shape=Shape.TYPED, need=Need.DEMO, does="Type how long it takes, or how many times as fast it is. Then run it."
    ),
    "order the lines": Kind(
        shape=Shape.PUZZLED, need=Need.PUZZLE, does="Put the lines in order and indent them. Some may not be needed."
    ),
    "spot the race": Kind(shape=Shape.TICKED, need=Need.PROGRAM, does="Tick every line that takes part in a race."),
    "be the scheduler": Kind(shape=Shape.PLAYED, need=Need.PROGRAM, does="Choose who runs next, step by step."),
    "match the timeline": Kind(
        shape=Shape.PLACED, need=Need.TIMELINES, does="Choose the timeline that belongs to each program."
    ),
    "break the cycle": Kind(
        shape=Shape.TICKED, need=Need.WAITS, does="Tick every arrow whose removal lets all of them go on."
    ),
    "pick the tool": Kind(shape=Shape.REASONED, does="Choose a tool, and the reason for it."),
}
