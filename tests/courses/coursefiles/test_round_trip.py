"""Whatever a row says, once exported it comes back and is exported the same."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.content.facts.parts import CardFacts, DialogueFacts, ExerciseFacts, OptionFacts, QuestionFacts, TurnFacts
from courses.coursefiles.layouts import PARTS, Layout
from courses.coursefiles.outline import parsed
from courses.coursefiles.taking import Taker
from courses.coursefiles.writing import file_of, settled

LINES = st.text(alphabet=st.characters(exclude_characters="#`~\x00", exclude_categories=["Cs", "Cc"]), max_size=30)
TEXTS = st.lists(LINES, max_size=5).map("\n".join)
TITLES = LINES.filter(lambda line: bool(line.split()) and "{" not in line)


def read_back(text: str, layout: Layout) -> list:
    mistakes: list = []
    taker = Taker(Path("x.md"), mistakes)
    return [taker.take(node, layout) for node in parsed(text, depth=2 + layout.depth).children]


@given(TITLES, TEXTS, st.lists(st.from_regex(r"[a-z]{1,9}", fullmatch=True), max_size=3))
def test_a_card(front: str, back: str, tags: list[str]):
    layout = PARTS["cards.md"][1]
    once = file_of([CardFacts(key="a-card", front=front, back=back, tags=tuple(tags))], layout)

    assert file_of(read_back(once, layout), layout) == once


@given(TEXTS, TEXTS)
def test_a_dialogue(text: str, say_as: str):
    layout = PARTS["dialogues.md"][1]
    turns = (TurnFacts(speaker="Teacher", text=text, say_as=say_as), TurnFacts(speaker="Student 1", text=text))
    once = file_of([DialogueFacts(key="talk", title="Talk", turns=turns)], layout)

    assert file_of(read_back(once, layout), layout) == once


@pytest.mark.parametrize(
    "text",
    [
        "kind: x\n\nhello",
        "```\n## not a heading\n```",
        "  indented",
        "tab\tin it",
        "a  \nb  ",
        "```a``` is code\n\nmore",
    ],
)
def test_texts_that_look_like_something_else(text: str):
    layout = PARTS["questions.md"][1]
    said = ["[x] is how one ticks", "[ ] foo", "[ ]", "ends in {#braces}"]
    options = tuple(OptionFacts(text=each, mark="x", explanation=text) for each in said)
    asked = QuestionFacts(key="q", title="Q", kind="choose one", text=text, options=options)
    once = file_of([asked], layout)

    back = read_back(once, layout)
    assert file_of(back, layout) == once
    assert [option.text for option in back[0].options] == said
    assert [option.explanation for option in back[0].options] == [settled(text)] * 4


@pytest.mark.parametrize("program", ["print(1)\n", "x = '''\n```\n'''\n", "\n\nprint(2)\n", "````\n"])
def test_a_program_is_kept_to_the_last_character(program: str):
    layout = PARTS["exercises.md"][1]
    once = file_of([ExerciseFacts(key="e", title="E", kind="write", text="Do.", solution=program)], layout)

    assert read_back(once, layout)[0].solution == program
