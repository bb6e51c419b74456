"""What an author is told to mend in a question, and what of it a page shows."""

from dataclasses import replace
from pathlib import Path

import pytest

from courses.content.asked.kinds import KINDS
from courses.content.facts.parts import OptionFacts, QuestionFacts
from courses.publishing.checking.questions import check_question
from courses.publishing.checking.texts import Known
from courses.publishing.freezing_questions import question_answers, question_page
from courses.publishing.rendering.markdown import Targets

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "instructors" / "questions.md"
PROGRAM = "Look.\n\n```python\nx = 1\nprint(x)\nx = 2\n```"
PUZZLE = "Sort.\n\n```python\n# begin\na = 1\nb = 2\nprint(a + b)\nprint(c)  # extra\n# end\n```"
WAITS = "Cut.\n\n```waits\nA holds one\nA waits for two\nB holds two\nB waits for one\n```"
LANES = "Which?\n\n```timeline One\nA: run 1\n```\n\n```timeline Two\nA: io 1\n```"


def asked(kind: str, text: str, *options: str) -> QuestionFacts:
    """Options as in a file: "[x] text"."""
    parted = [each[1:].split("] ", 1) for each in options]
    facts = [OptionFacts(mark=mark.strip(), text=said, explanation="Because.") for mark, said in parted]
    return QuestionFacts(key="q", title="Q", kind=kind, text=text, options=tuple(facts))


RIGHT = [
    asked("choose one", "?", "[x] a", "[ ] b"),
    asked("choose several", "?", "[x] a", "[x] b", "[ ] c"),
    asked("true or false", "?", "[x] True", "[ ] False"),
    asked("number", "?", "[x] 2.0 ± 0.5 s", "[ ] 20 s"),
    asked("short text", "?", "[x] a lock"),
    asked("fill the gaps", "gap_1 and gap_2", "[1] a", "[2] b", "[ ] c"),
    asked("match", "?", "[Lock] a", "[Event] b", "[ ] c"),
    asked("put in order", "?", "[1] a", "[2] b", "[3] c", "[ ] d"),
    asked("sort into groups", "?", "[waiting] a", "[computing] b", "[waiting] c"),
    asked("predict the output", PROGRAM, "[x] 1", "[ ] 2"),
    asked("possible outputs", PROGRAM, "[x] 1", "[ ] 2", "[ ] 3"),
    asked("predict the timing", "See [it](demo:slow).", "[x] 2 s"),
    asked("order the lines", PUZZLE, "[x] As it is", "[ ] print(c)"),
    asked("spot the race", PROGRAM, "[x] line 1", "[ ] line 2", "[ ] line 3"),
    replace(asked("be the scheduler", PROGRAM, "[x] 1.2", "[ ] 1"), goal="prints 1"),
    asked("match the timeline", LANES, "[1] a", "[2] b", "[ ] c"),
    asked("break the cycle", WAITS, "[x] A holds one", "[x] A waits for two", "[x] B holds two"),
    asked("pick the tool", "?", "[x] a", "[ ] b", "[why x] c", "[why] d"),
]
WRONG = {
    "two right ones": (asked("choose one", "?", "[x] a", "[x] b"), "one of them right; here 2 are"),
    "none right": (asked("choose several", "?", "[ ] a", "[ ] b", "[ ] c"), "at least one of them right"),
    "another mark": (asked("choose one", "?", "[x] a", "[y] b"), "“[y]” says nothing here"),
    "no number": (asked("number", "?", "[x] soon"), "“soon” is no number"),
    "nothing right to type": (asked("short text", "?", "[ ] a"), "needs its right answer"),
    "one place": (asked("match", "?", "[a] 1", "[a] 2", "[ ] 3"), "two places or more"),
    "no order": (asked("put in order", "?", "[1] a", "[two] b", "[3] c"), "“[two]” is no place in an order"),
    "a gap too many": (asked("fill the gaps", "gap_1", "[1] a", "[2] b", "[ ] c"), "The text has no gap 2"),
    "a gap left": (
        asked("fill the gaps", "gap_1 gap_2 gap_3", "[1] a", "[2] b", "[ ] c"),
        "No option belongs to gap 3",
    ),
    "no program": (asked("predict the output", "?", "[x] 1"), "there is none"),
    "two programs": (asked("predict the output", f"{PROGRAM}\n\n{PROGRAM}", "[x] 1"), "there are 2"),
    "what does not compile": (
        asked("predict the output", PROGRAM.replace("x = 1", "x ="), "[x] 1"),
        "does not compile",
    ),
    "no such line": (asked("spot the race", PROGRAM, "[x] line 1", "[ ] line 2", "[ ] line 4"), "is no line of the"),
    "no demo": (asked("predict the timing", "?", "[x] 2 s"), "leads to the demo"),
    "an unexplained line": (asked("order the lines", PUZZLE, "[x] As it is"), "“print(c)” is not needed"),
    "a line that is needed": (
        asked("order the lines", PUZZLE, "[x] y", "[ ] print(c)", "[ ] a = 1"),
        "is no line of the",
    ),
    "no puzzle": (asked("order the lines", PROGRAM, "[x] As it is"), "between one line “# begin”"),
    "no figure": (asked("break the cycle", "?", "[x] a", "[ ] b", "[ ] c"), "```waits"),
    "no cycle": (asked("break the cycle", WAITS.replace("B holds two\n", ""), "[x] a", "[ ] b", "[ ] c"), "no cycle"),
    "a wrong mark": (
        asked("break the cycle", WAITS, "[x] A holds one", "[ ] B holds two", "[x] B waits for one"),
        "breaks",
    ),
    "no goal": (asked("be the scheduler", PROGRAM, "[x] 1.2"), "The goal is written as"),
    "a goal of nothing": (replace(asked("number", "?", "[x] 2"), goal="prints 1"), "has no goal"),
    "no moves": (replace(asked("be the scheduler", PROGRAM, "[x] A, B"), goal="fails deadlock"), "are no moves"),
    "no reason": (asked("pick the tool", "?", "[x] a", "[ ] b", "[why] c"), "a right reason [why x]"),
    "twice": (asked("choose one", "?", "[x] a", "[ ] a"), "Two options say"),
}


def sentences(question: QuestionFacts) -> list[str]:
    return [each.sentence for each in check_question(question, Known(demos=frozenset({"slow"})))]


@pytest.mark.parametrize("question", RIGHT, ids=lambda each: each.kind)
def test_a_question_of_each_kind_is_right(question: QuestionFacts):
    assert sentences(question) == []


def test_there_is_one_of_each_kind_here_and_in_the_guide():
    assert [each.kind for each in RIGHT] == list(KINDS)
    assert all(f"| `{kind}` |" in GUIDE.read_text() for kind in KINDS)


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_said(what: str):
    question, told = WRONG[what]

    assert any(told in sentence for sentence in sentences(question)), sentences(question)


def test_an_option_without_an_explanation_is_refused_whatever_is_asked():
    for question in RIGHT:
        bare = QuestionFacts(
            key="q", title="Q", kind=question.kind, text=question.text, options=(OptionFacts(text="a"),)
        )
        assert any("has no explanation" in sentence for sentence in sentences(bare))


@pytest.mark.parametrize("question", RIGHT, ids=lambda each: each.kind)
def test_the_page_says_neither_marks_nor_explanations_nor_what_is_typed(question: QuestionFacts):
    page, answers = question_page(question, Targets()), question_answers(question, Targets())

    assert "Because." not in str(page)
    assert "# extra" not in str(page)
    assert [each["mark"] for each in answers["options"]] == [each.mark for each in question.options]
    if question.kind in {"number", "short text", "predict the output", "order the lines", "be the scheduler"}:
        assert page["options"] == []
    assert sorted(page["order"]) == list(range(len(page["options"])))


def test_where_things_belong_is_not_told_by_the_order_in_which_they_are_shown():
    many = asked("put in order", "?", *(f"[{place}] step {place}" for place in range(1, 9)))

    assert question_page(many, Targets())["order"] != list(range(8))
