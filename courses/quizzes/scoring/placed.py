"""Options that go to places, gaps that take words, and options that go into an order."""

from fractions import Fraction
from itertools import combinations

from courses.content.asked.kinds import Need
from courses.content.asked.marks import places_of
from courses.quizzes.scoring.scores import Answer, Asked, Judged, Score, first, numbers_in, unanswered

NOWHERE = "none"
"""What a form says of an option that belongs to no place; "" where nothing was said of it yet."""


def score_placed(asked: Asked, answer: Answer) -> Score:
    """The share of the options that stand where they belong; of gaps, of those that are filled rightly."""
    if asked.rule.need is Need.GAPS:
        return score_gaps(asked, answer)
    places = places_of(asked.marks)
    given = [place_given(first(answer, f"place-{number}"), places) for number in range(len(asked.marks))]
    if all(place is None for place in given):
        return unanswered(asked)
    judged = [
        Judged(given=place or "", is_right=place == mark, is_said=place is not None)
        for place, mark in zip(given, asked.marks, strict=True)
    ]
    return Score(points=Fraction(sum(each.is_right for each in judged), len(judged)), judged=judged)


def place_given(text: str, places: list[str]) -> str | None:
    """The place by its number; "" for none of them, None where nothing was said."""
    if text == NOWHERE:
        return ""
    is_number = text.isascii() and text.isdigit() and len(text) < 4
    return places[int(text)] if is_number and int(text) < len(places) else None


def score_gaps(asked: Asked, answer: Answer) -> Score:
    gaps = places_of(asked.marks)
    chosen = {gap: min(numbers_in(answer, f"gap-{gap}", below=len(asked.marks)), default=None) for gap in gaps}
    if all(option is None for option in chosen.values()):
        return unanswered(asked)
    filled = {gap: option for gap, option in chosen.items() if option is not None}
    given = {option: gap for gap, option in reversed(filled.items())}
    right = sum(asked.marks[option] == gap for gap, option in filled.items())
    judged = [
        Judged(given=given.get(number, ""), is_right=given.get(number, "") == mark, is_said=number in given)
        for number, mark in enumerate(asked.marks)
    ]
    return Score(points=Fraction(right, len(gaps)), judged=judged)


def score_ranked(asked: Asked, answer: Answer) -> Score:
    """Of all pairs, those in the right order less those in the wrong one (Kendall's tau), down to nothing.

    Two options with the same number are no pair. What has no place takes its share away where it is given one.
    """
    ranks = [rank_given(first(answer, f"rank-{number}")) for number in range(len(asked.marks))]
    if not any(ranks):
        return unanswered(asked)
    said = [(int(mark), rank) for mark, rank in zip(asked.marks, ranks, strict=True) if mark]
    pairs = [(one, two) for one, two in combinations(said, 2) if one[0] != two[0]]
    right = sum(is_in_order(one, two) for one, two in pairs)
    extras = sum(bool(rank) for mark, rank in zip(asked.marks, ranks, strict=True) if not mark)
    points = Fraction(2 * right - len(pairs), len(pairs)) - Fraction(extras, len(said))
    return Score(points=max(Fraction(0), points), judged=judged_ranks(asked.marks, ranks))


def is_in_order(one: tuple[int, int], two: tuple[int, int]) -> bool:
    """Each is its right place and the one that was given, 0 for none."""
    return bool(one[1] and two[1]) and one[1] != two[1] and (one[0] < two[0]) == (one[1] < two[1])


def judged_ranks(marks: object, ranks: list[int]) -> list[Judged]:
    """An option is judged by how many of the given places come before its own, so that gaps between them do no harm."""
    assert isinstance(marks, list | tuple)
    used = sorted({rank for rank in ranks if rank})
    judged: list[Judged] = []
    for mark, rank in zip(marks, ranks, strict=True):
        allowed = allowed_places(mark, marks)
        place = used.index(rank) + 1 if rank else 0
        judged.append(Judged(given=str(rank or ""), is_right=place in allowed if mark else not rank))
    return judged


def allowed_places(mark: str, marks: list[str] | tuple[str, ...]) -> range:
    """The places, from 1, at which an option may stand: those that it shares with its equals."""
    if not mark:
        return range(0)
    before = sum(bool(each) and int(each) < int(mark) for each in marks)
    return range(before + 1, before + 1 + sum(bool(each) and int(each) == int(mark) for each in marks))


def rank_given(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
