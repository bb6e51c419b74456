"""Colouring a program never changes it, and knows the words of Python."""

import pytest
from hypothesis import given, strategies

from design.python_source import coloured


@given(strategies.text())
def test_whatever_the_text_every_character_comes_back(source: str):
    assert "".join(text for _kind, text in coloured(source)) == source


@pytest.mark.parametrize(
    "source", ["", "x", "if x:\n    y\n", "a = '''b\nc'''\n", 'f"{a!r:>{b}}"', "é = 'ü'  # ö", "\tx\\\n=1"]
)
def test_programs_of_every_shape_come_back_whole(source: str):
    assert "".join(text for _kind, text in coloured(source)) == source


def test_words_have_their_kinds():
    kinds = {text: kind for kind, text in coloured("def double(n):  # twice\n    return sum([n, 2]) and 'x'\n")}

    assert kinds["def"] == kinds["return"] == "keyword"
    assert kinds["double"] == kinds["sum"] == "name"
    assert (kinds["2"], kinds["x"], kinds["# twice"], kinds["n"]) == ("number", "string", "comment", "")
