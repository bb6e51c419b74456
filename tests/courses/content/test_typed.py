"""When what was typed is what was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.content.asked.typed import right_number, same_output, same_words
from courses.content.graded.unreadable import Unreadable


@pytest.mark.parametrize("typed", ["2", "2.0", "2,5 s", " 1.5 s ", "2500 ms", "2 seconds", "0.04 min", "2e0"])
def test_a_number_within_the_tolerance_is_right_in_any_unit_of_its_kind(typed: str):
    assert right_number("2.0 ± 0.5 s").accepts(typed)


@pytest.mark.parametrize("typed", ["2.51", "-2", "2 MiB", "two", "", "2 s s", "1.5.2", "2 %", "0x2", "²"])
def test_what_is_another_number_or_none_is_wrong(typed: str):
    assert not right_number("2.0 ± 0.5 s").accepts(typed)


def test_a_tolerance_in_percent_is_one_of_the_value():
    assert right_number("30 ± 20 % s").accepts("36")
    assert not right_number("30 ± 20 % s").accepts("36.1")
    assert right_number("4 times").accepts("4 x")
    assert right_number("50 %").accepts("50 percent")


@pytest.mark.parametrize("text", ["", "about 2", "2 ± -1 s", "two"])
def test_what_is_no_number_is_told(text: str):
    with pytest.raises(Unreadable):
        right_number(text)


@given(value=st.integers(-(10**9), 10**9), typed=st.text(max_size=40))
def test_whatever_is_typed_has_an_answer(value: int, typed: str):
    right = right_number(f"{value} s")

    assert right.accepts(f"{value}")
    assert right.accepts(typed) in {True, False}


def test_words_are_the_same_whatever_their_case_and_blanks():
    assert same_words("global interpreter lock", "  The".replace("The", "Global  Interpreter\tLOCK. "))
    assert same_words("threading.Lock", "`threading.Lock`")
    assert not same_words("lock", "locks")


def test_an_output_is_the_same_line_by_line():
    assert same_output("A⏎B", "A  \r\nB\n\n")
    assert not same_output("A⏎B", "A B")
    assert not same_output("A⏎B", "B\nA")
    assert not same_output("A", "\nA")
