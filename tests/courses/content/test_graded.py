"""What an author writes so that an exercise can be checked is read, or refused with a sentence and its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.content.graded.checks import Check, How, calls_of, parsed_checks
from courses.content.graded.puzzles import Placed, parsed_puzzle
from courses.content.graded.slips import bare, parsed_slips
from courses.content.graded.unreadable import Unreadable

SLIP = """#### The lock is made anew
axis: orders
has: `with threading.Lock():` `counter`
lacks: `global`

Nobody else holds it.

```python
with threading.Lock():
    counter += 1
```
"""
PUZZLE = """def f():
    # begin
    with lock:
        counter += 1
    return counter
    return 0  # extra
    # end

x = 1
"""


def test_a_check_says_what_is_called_and_what_comes_of_it():
    text = '- one: `f(1)` gives `[1, 2.0]`\n\n- two: `f(2)` raises `ValueError`\n- three: `f(3)` prints `"a\\n"`'

    assert parsed_checks(text) == [
        Check(name="one", call="f(1)", how=How.GIVES, what="[1, 2.0]"),
        Check(name="two", call="f(2)", how=How.RAISES, what="ValueError"),
        Check(name="three", call="f(3)", how=How.PRINTS, what="a\n"),
    ]
    assert calls_of(parsed_checks(text)) == ["f(1)", "f(2)", "f(3)"]


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("- one: f(1) gives 2", 1, "A check is a line like"),
        ("- a: `f()` gives `1`\n- two: `f(` gives `1`", 2, "no expression"),
        ("- one: `f()` gives `f()`", 1, "is no value"),
        ("- one: `f()` raises `a b`", 1, "no name of an exception"),
        ("- one: `f()` prints `1`", 1, "as Python writes texts"),
        ("- a: `f()` gives `1`\n- a: `g()` gives `1`", 1, "Two checks have the name"),
        ("\n".join(f"- n{n}: `f()` gives `1`" for n in range(13)), 1, "12 fit"),
        (f"- one: `f()` gives `'{'x' * 1001}'`", 1, "characters"),
    ],
)
def test_what_is_no_check_is_refused(text: str, line: int, sentence: str):
    with pytest.raises(Unreadable) as refused:
        parsed_checks(text)

    assert sentence in refused.value.sentence
    assert refused.value.line == line


def test_a_slip_is_known_by_what_it_has_and_lacks_however_it_is_spaced():
    [slip] = parsed_slips(SLIP)

    assert (slip.title, slip.axis, slip.sentence) == ("The lock is made anew", "orders", "Nobody else holds it.")
    assert slip.is_in(slip.program)
    assert slip.is_in("with  threading.Lock() :  # mine\n\tcounter+=1")
    assert not slip.is_in("global counter\nwith threading.Lock():\n    counter += 1")
    assert not slip.is_in("# with threading.Lock():\ncounter += 1")


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("text\n" + SLIP, 1, "begins with ####"),
        (SLIP.replace("axis: orders", "axis: looks"), 1, "on which axis"),
        (SLIP.replace("has:", "hat:"), 3, "is not known here"),
        (SLIP.replace("has: `with threading.Lock():` `counter`\nlacks: `global`\n", ""), 1, "by what one knows"),
        (SLIP.replace("Nobody else holds it.", ""), 1, "no sentence"),
        (SLIP.replace("```\n", ""), 1, "needs a program"),
        (SLIP * 9, 1, "8 fit"),
    ],
)
def test_what_is_no_slip_is_refused(text: str, line: int, sentence: str):
    with pytest.raises(Unreadable) as refused:
        parsed_slips(text)

    assert sentence in refused.value.sentence
    assert refused.value.line == line


@given(st.text(max_size=300))
def test_any_text_is_bared(text: str):
    assert "\n" not in bare(text)
    assert " " not in bare(text)


def test_a_puzzle_parts_what_stands_from_what_is_moved():
    puzzle = parsed_puzzle(PUZZLE)

    assert [(each.text, each.indent, each.is_extra) for each in puzzle.lines] == [
        ("with lock:", 0, False),
        ("counter += 1", 1, False),
        ("return counter", 0, False),
        ("return 0", 0, True),
    ]
    solved = "def f():\n    with lock:\n        counter += 1\n    return counter\n\nx = 1\n"
    assert puzzle.assembled(puzzle.solved()) == solved
    assert puzzle.assembled([Placed(number=3, indent=2)]) == "def f():\n            return 0\n\nx = 1\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x = 1\n", "stand between one line"),
        ("# end\n# begin\n", "stand between one line"),
        ("# begin\nx\n# end\n", "Between 3 and 14"),
        ("# begin\nx\n   y\nz\n# end\n", "by steps of 4"),
    ],
)
def test_what_is_no_puzzle_is_refused(text: str, sentence: str):
    with pytest.raises(Unreadable) as refused:
        parsed_puzzle(text)

    assert sentence in refused.value.sentence
