"""What is looked at where nobody can announce it is refused, with its line."""

import pytest

from sandbox.inside.explorer.exploring import explore

MATCHING = "import threading\nclass A: limit = 0\nB = A\nB = A\ndef f(x):\n    match x:\n        case NAME: pass\nACT"


@pytest.mark.parametrize(
    ("name", "act", "sentence"),
    [
        ("A.limit", "A.limit = 1", "a pattern reads “A.limit”, which the program changes"),
        ("A.limit", "setattr(A, 'limit', 1)", "a pattern reads “A.limit”, which the program changes"),
        ("B.limit", "f(1)", "a pattern reads “B”, which others may change"),
    ],
)
def test_a_value_of_a_pattern_that_changes_is_refused(name: str, act: str, sentence: str) -> None:
    answer = explore(MATCHING.replace("NAME", name).replace("ACT", act), seconds=10)
    assert answer["verdict"] == "refused", answer["reached"]
    assert sentence in answer["reached"]
    assert "(line 7)" in answer["reached"]


@pytest.mark.parametrize("act", ["Box.value.__get__(box)", "Box.value.__set__(box, 1)"])
def test_a_slot_without_its_object_is_refused(act: str) -> None:
    answer = explore(f"class Box: __slots__ = ('value',)\nbox = Box()\nbox.value = 0\n{act}", seconds=10)
    assert answer["verdict"] == "refused", answer["reached"]
    assert "of a slot goes around the object" in answer["reached"]


@pytest.mark.parametrize("target", ["box.value", "box[0]", "(a, box.value)"])
def test_a_comprehension_that_gives_what_others_see_its_values_is_refused(target: str) -> None:
    answer = explore(f"class Box: pass\nbox = Box()\n[0 for {target} in ()]", seconds=10)
    assert answer["verdict"] == "refused", answer["reached"]
    assert "(line 3): a comprehension gives “box" in answer["reached"]
