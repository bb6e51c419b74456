"""A puzzle as somebody has it before them: the lines in their place, and what a button does to them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from courses.content.graded.puzzles import DEEPEST, Line, Placed, Puzzle

PLACED = re.compile(r"([0-9]{1,2}):([0-9])")
MOVE = re.compile(r"(use|back|up|down|in|out):([0-9]{1,2})")


@dataclass(frozen=True, kw_only=True)
class Arranged:
    """`placed`: the lines in their place, with their text; `left`: those that are not."""

    placed: Sequence[tuple[Placed, Line]]
    left: Sequence[Line]

    @property
    def has_all(self) -> bool:
        return not self.left


def placed_in(texts: Sequence[str], puzzle: Puzzle) -> list[Placed]:
    """What a form says: "3:1" is the line with the number 3, one step in. What is no line is passed over."""
    found: dict[int, Placed] = {}
    for text in texts:
        match = PLACED.fullmatch(text)
        if match and puzzle.line(int(match[1])) is not None:
            found.setdefault(int(match[1]), Placed(number=int(match[1]), indent=min(DEEPEST, int(match[2]))))
    return list(found.values())


def moved(placed: Sequence[Placed], wish: str, puzzle: Puzzle) -> list[Placed]:
    """After a button was pressed: "up:3". What cannot be done changes nothing."""
    found = MOVE.fullmatch(wish)
    if found is None or puzzle.line(int(found[2])) is None:
        return list(placed)
    act, number = found[1], int(found[2])
    if act == "use":
        return used(placed, number)
    place = next((place for place, each in enumerate(placed) if each.number == number), None)
    return list(placed) if place is None else ACTS[act](list(placed), place)


def used(placed: Sequence[Placed], number: int) -> list[Placed]:
    """At the end, as deep as the line before."""
    if any(each.number == number for each in placed):
        return list(placed)
    return [*placed, Placed(number=number, indent=placed[-1].indent if placed else 0)]


def swapped(placed: list[Placed], one: int, other: int) -> list[Placed]:
    if min(one, other) >= 0 and max(one, other) < len(placed):
        placed[one], placed[other] = placed[other], placed[one]
    return placed


def indented(placed: list[Placed], place: int, steps: int) -> list[Placed]:
    indent = min(DEEPEST, max(0, placed[place].indent + steps))
    placed[place] = replace(placed[place], indent=indent)
    return placed


ACTS: Mapping[str, Callable[[list[Placed], int], list[Placed]]] = {
    "back": lambda placed, place: placed[:place] + placed[place + 1 :],
    "up": lambda placed, place: swapped(placed, place, place - 1),
    "down": lambda placed, place: swapped(placed, place, place + 1),
    "in": lambda placed, place: indented(placed, place, 1),
    "out": lambda placed, place: indented(placed, place, -1),
}


def arranged(placed: Sequence[Placed], puzzle: Puzzle) -> Arranged:
    lines = {each.number: each for each in puzzle.lines}
    there = {each.number for each in placed}
    return Arranged(
        placed=[(each, lines[each.number]) for each in placed],
        left=[each for each in puzzle.shuffled() if each.number not in there],
    )
