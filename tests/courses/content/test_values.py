"""A parameter takes what its author allowed, and says what that is."""

import pytest

from courses.content.values import Choices, Range, ValueRefused

WORKERS = Range(minimum=1, maximum=8)


def test_a_whole_number_within_bounds_is_taken():
    assert WORKERS.value_of(" 8 ", label="Workers") == 8


@pytest.mark.parametrize("text", ["", "four", "4.0", "1e3", "0x8", "٤", "4; import os", "9" * 5000])
def test_what_is_no_whole_number_is_refused(text: str):
    with pytest.raises(ValueRefused, match=r"Workers must be a whole number\."):
        WORKERS.value_of(text, label="Workers")


@pytest.mark.parametrize("text", ["0", "9", "-1"])
def test_a_number_out_of_bounds_hears_the_bounds(text: str):
    with pytest.raises(ValueRefused, match=r"Workers must lie between 1 and 8\."):
        WORKERS.value_of(text, label="Workers")


def test_a_choice_is_known_by_how_it_is_written():
    assert Choices(values=("fork", 4)).value_of("4", label="Start") == 4


def test_an_unknown_choice_hears_the_known_ones():
    with pytest.raises(ValueRefused, match=r"Start must be one of fork, spawn\."):
        Choices(values=("fork", "spawn")).value_of("vfork", label="Start")
