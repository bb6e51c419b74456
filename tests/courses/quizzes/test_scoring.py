"""What an answer is worth, whatever is asked: properties that hold for every question and every answer."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.content.asked.kinds import KINDS, Need, Shape
from courses.content.graded.puzzles import parsed_puzzle
from courses.quizzes.scoring.right import right_answer
from courses.quizzes.scoring.scores import Asked, Score
from courses.quizzes.scoring.scoring import CREDIT, RULES, credit, score

PUZZLE = """lock = Lock()
# begin
with lock:
    count = read()
    write(count + 1)
release(lock)  # extra
# end
"""
SCORED = [kind for kind, rule in KINDS.items() if rule.shape is not Shape.PLAYED]
NUMBERED = [f"{name}-{number}" for name in ("place", "gap", "rank") for number in range(6)]
FIELD = st.sampled_from(["option", "reason", "text", "placed", *NUMBERED])
NEAR = st.sampled_from(["0", "1", "2", "3", "none", "", "5 s", "0:0", "1:1", "2:1", "-1", "²", "99999"])
VALUE = st.one_of(NEAR, st.text())
ANSWERS = st.dictionaries(FIELD, st.lists(VALUE, max_size=4), max_size=8)


def an_asked(kind: str, marks: Sequence[str], texts: Sequence[str] = ()) -> Asked:
    return Asked(
        kind=kind, marks=list(marks), texts=list(texts or [f"option {number}" for number in range(len(marks))])
    )


def a_question(kind: str) -> Asked:
    """One of the kind that can be answered."""
    rule = KINDS[kind]
    match rule.shape:
        case Shape.TICKED:
            return an_asked(kind, ["x", "", ""] if rule.is_single else ["x", "", "x", ""])
        case Shape.PLACED:
            numbered = rule.need in {Need.GAPS, Need.TIMELINES}
            return an_asked(kind, ["1", "2", ""] if numbered else ["waiting", "computing", "waiting", ""])
        case Shape.RANKED:
            return an_asked(kind, ["1", "2", "2", "3", ""])
        case Shape.TYPED:
            right = "5.0 ± 0.5 s" if kind in {"number", "predict the timing"} else "5 s"
            return an_asked(kind, ["x", ""], [right, "20"])
        case Shape.REASONED:
            return an_asked(kind, ["x", "", "why x", "why"])
        case _:
            return Asked(kind=kind, marks=["x", ""], texts=["why", "release(lock)"], puzzle=parsed_puzzle(PUZZLE))


def points(asked: Asked, answer: Mapping[str, list[str]]) -> Fraction:
    return score(asked, answer).points


@pytest.mark.parametrize("kind", SCORED)
def test_the_right_answer_is_worth_everything(kind: str):
    asked = a_question(kind)

    scored = score(asked, right_answer(asked))

    assert scored.is_answered
    assert scored.is_right
    assert all(each.is_right for each in scored.judged) or asked.rule.need is Need.PUZZLE


@pytest.mark.parametrize("kind", SCORED)
def test_to_say_nothing_is_no_answer(kind: str):
    scored = score(a_question(kind), {})

    assert (scored.is_answered, scored.points) == (False, 0)


@pytest.mark.parametrize("kind", SCORED)
@given(answer=ANSWERS)
def test_whatever_is_sent_has_a_score_from_nothing_to_everything(kind: str, answer: Mapping[str, list[str]]):
    asked = a_question(kind)

    scored = score(asked, answer)

    assert 0 <= scored.points <= 1
    assert len(scored.judged) == len(asked.marks)
    if not scored.is_answered:
        assert scored.points == 0


@pytest.mark.parametrize("kind", SCORED)
def test_partial_credit_is_told_where_there_is_any(kind: str):
    rule = KINDS[kind]
    has_parts = rule.shape in CREDIT or (rule.shape is Shape.TICKED and not rule.is_single)

    assert bool(credit(kind)) == has_parts


def test_every_shape_has_a_rule_but_what_is_played():
    assert set(RULES) == set(Shape) - {Shape.PLAYED}


@given(chosen=st.sets(st.integers(0, 5), min_size=1))
def test_a_wrong_tick_takes_as_much_away_as_a_right_one_gives(chosen: set[int]):
    asked = an_asked("choose several", ["x", "x", "x", "", "", ""])
    right, wrong = len(chosen & {0, 1, 2}), len(chosen & {3, 4, 5})

    assert points(asked, {"option": [str(each) for each in chosen]}) == max(0, Fraction(right - wrong, 3))


@given(order=st.permutations(range(4)))
def test_an_order_and_its_reverse_are_worth_everything_and_nothing(order: Sequence[int]):
    asked = an_asked("put in order", [str(place + 1) for place in order])
    ranks = {f"rank-{number}": [str(place + 1)] for number, place in enumerate(order)}
    reverse = {f"rank-{number}": [str(4 - place)] for number, place in enumerate(order)}

    assert (points(asked, ranks), points(asked, reverse)) == (1, 0)


def test_two_that_may_change_places_do_so_freely():
    asked = an_asked("put in order", ["1", "2", "2", "3"])

    for ranks in (["1", "2", "3", "4"], ["1", "3", "2", "4"], ["2", "5", "4", "9"]):
        scored = score(asked, {f"rank-{number}": [rank] for number, rank in enumerate(ranks)})
        assert scored.is_right
        assert all(each.is_right for each in scored.judged)


def test_one_swap_of_four_costs_two_sixths():
    asked = an_asked("put in order", ["1", "2", "3", "4"])

    assert points(asked, {"rank-0": ["2"], "rank-1": ["1"], "rank-2": ["3"], "rank-3": ["4"]}) == Fraction(4, 6)


def test_of_tool_and_reason_each_is_half():
    asked = a_question("pick the tool")

    assert points(asked, {"option": ["0"], "reason": ["3"]}) == Fraction(1, 2)
    assert points(asked, {"option": ["1"], "reason": ["2"]}) == Fraction(1, 2)
    assert not score(asked, {"option": ["0"]}).is_answered
    assert not score(asked, {"option": ["2"], "reason": ["0"]}).is_answered  # a reason is no tool


def test_a_usual_wrong_answer_is_recognised():
    scored: Score = score(a_question("number"), {"text": ["20"]})

    assert [each.given for each in scored.judged] == ["", "x"]
    assert not scored.is_right


def test_a_line_that_is_not_needed_takes_one_away():
    asked = a_question("order the lines")
    assert asked.puzzle is not None
    solved = [f"{each.number}:{each.indent}" for each in asked.puzzle.solved()]
    extra = next(each.number for each in asked.puzzle.lines if each.is_extra)

    assert points(asked, {"placed": [*solved, f"{extra}:0"]}) == Fraction(2, 3)
    assert points(asked, {"placed": [solved[0], solved[2], solved[1]]}) == Fraction(2, 3)
    assert points(asked, {"placed": ["0:0", "1:0", "2:0"]}) == Fraction(1, 3)  # nothing stands within the lock
