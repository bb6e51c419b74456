"""What the marks before the options say, and what is wrong with them: one rule for each shape."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256

from courses.content.asked.kinds import KINDS, MARKS, Shape

RIGHT, WRONG = "x", ""
WHY_RIGHT, WHY_WRONG = "why x", "why"
LONGEST = 80
RANKS = range(1, 21)


def is_right(mark: str) -> bool:
    """Of a ticked or typed option."""
    return mark == RIGHT


def places_of(marks: Sequence[str]) -> list[str]:
    """The places that options belong to, each once: numbers in their order, others in one that says nothing."""
    places = {mark for mark in marks if mark}
    if all(place.isascii() and place.isdigit() for place in places):
        return sorted(places, key=int)
    return sorted(places, key=scrambled)


def scrambled(text: str) -> str:
    """By this a list is in an order that says nothing, and is the same each time."""
    return sha256(text.encode()).hexdigest()


def reasons_of(marks: Sequence[str]) -> list[int]:
    """Which of the options are reasons; the others are tools."""
    return [number for number, mark in enumerate(marks) if mark in {WHY_RIGHT, WHY_WRONG}]


def why_not_marks(kind: str, marks: Sequence[str], texts: Sequence[str]) -> str:
    """What is wrong with the options of a question as a whole, as a sentence; "" where it can be answered."""
    shape = KINDS[kind].shape
    allowed = ALLOWED.get(shape)
    if allowed is not None and (odd := next((mark for mark in marks if mark not in allowed), None)) is not None:
        return f"“[{odd[:20]}]” says nothing here: an option of “{kind}” begins with {MARKS[shape]}."
    return RULES.get(kind, SHAPED[shape])(kind, marks, texts)


def one_of(kind: str, marks: Sequence[str], _texts: Sequence[str]) -> str:
    right = marks.count(RIGHT)
    if len(marks) < 2 or right != 1:
        return f"A question of the kind “{kind}” has two options or more, one of them right; here {right} are."
    return ""


def some_of(kind: str, marks: Sequence[str], _texts: Sequence[str]) -> str:
    if len(marks) < 3 or RIGHT not in marks:
        return f"A question of the kind “{kind}” has three options or more, at least one of them right."
    return ""


def true_or_false(kind: str, marks: Sequence[str], texts: Sequence[str]) -> str:
    if set(texts) != {"True", "False"} or marks.count(RIGHT) != 1:
        return f"A question of the kind “{kind}” has the options True and False, one of them right."
    return ""


def placed(kind: str, marks: Sequence[str], _texts: Sequence[str]) -> str:
    if len(marks) < 3 or len(places_of(marks)) < 2:
        return f"A question of the kind “{kind}” has three options or more, and two places or more for them."
    return ""


def ranked(kind: str, marks: Sequence[str], _texts: Sequence[str]) -> str:
    ranks = [mark for mark in marks if mark]
    if odd := next((mark for mark in ranks if not mark.isascii() or not mark.isdigit()), ""):
        return f"“[{odd[:20]}]” is no place in an order: an option of “{kind}” begins with {MARKS[Shape.RANKED]}."
    if len(set(ranks)) < 3 or max(map(int, ranks)) not in RANKS:
        return f"A question of the kind “{kind}” has three places or more, numbered from 1; at most {RANKS[-1]}."
    return ""


def typed(kind: str, marks: Sequence[str], _texts: Sequence[str]) -> str:
    return "" if RIGHT in marks else f"A question of the kind “{kind}” needs its right answer: an option with [x]."


def reasoned(kind: str, marks: Sequence[str], _texts: Sequence[str]) -> str:
    counted = Counter(marks)
    if counted[RIGHT] != 1 or not counted[WRONG] or counted[WHY_RIGHT] != 1 or not counted[WHY_WRONG]:
        return f"A question of the kind “{kind}” has a right tool [x], a right reason [why x], and a wrong one of each."
    return ""


def explained_once(kind: str, marks: Sequence[str], _texts: Sequence[str]) -> str:
    return "" if marks.count(RIGHT) == 1 else f"A question of the kind “{kind}” has one option with [x]."


type Rule = Callable[[str, Sequence[str], Sequence[str]], str]

ALLOWED: Mapping[Shape, frozenset[str]] = {
    Shape.TICKED: frozenset({RIGHT, WRONG}),
    Shape.TYPED: frozenset({RIGHT, WRONG}),
    Shape.PUZZLED: frozenset({RIGHT, WRONG}),
    Shape.PLAYED: frozenset({RIGHT, WRONG}),
    Shape.REASONED: frozenset({RIGHT, WRONG, WHY_RIGHT, WHY_WRONG}),
}
SHAPED: Mapping[Shape, Rule] = {
    Shape.TICKED: some_of,
    Shape.PLACED: placed,
    Shape.RANKED: ranked,
    Shape.TYPED: typed,
    Shape.REASONED: reasoned,
    Shape.PUZZLED: explained_once,
    Shape.PLAYED: explained_once,
}
RULES: Mapping[str, Rule] = {"choose one": one_of, "true or false": true_or_false}
