"""Values are written into programs where the syntax tree says, and nowhere else."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.content.assignments import assignments, literal_of, with_values

PROGRAM = '''"""WORKERS = 9 in a text is no parameter."""

WORKERS = 4  # how many: "WORKERS = 5"
GREETING, SIZE = "hé", 3; DELAY = 20


def run():
    WORKERS = 7
'''

values = st.one_of(st.integers(-(10**12), 10**12), st.text(st.characters(exclude_categories=["Cs"])))


def test_only_plain_assignments_of_the_module_are_parameters():
    assert {name: [entry.value for entry in found] for name, found in assignments(PROGRAM).items()} == {
        "WORKERS": [4],
        "DELAY": [20],
    }


def test_a_value_replaces_the_literal_and_nothing_else():
    assert with_values(PROGRAM, {"WORKERS": 8}) == PROGRAM.replace("WORKERS = 4  #", "WORKERS = 8  #")


def test_large_numbers_are_written_to_be_read():
    assert with_values("SIZE = 1\n", {"SIZE": 24_000_000}) == "SIZE = 24_000_000\n"


def test_two_values_in_one_line_do_not_disturb_each_other():
    assert with_values('A = "é"; B = 2\n', {"A": 100_000, "B": "b"}) == "A = 100_000; B = 'b'\n"


@given(values)
def test_whatever_is_written_is_read_back_as_the_same_value(value: int | str):
    written = with_values(PROGRAM, {"DELAY": value})

    assert assignments(written)["DELAY"][0].value == value


@given(values)
def test_a_value_never_changes_the_program_around_it(value: int | str):
    def shape(source: str) -> str:
        tree = ast.parse(source)
        tree.body = [each for each in tree.body if getattr(each, "targets", [None])[0] is None or each.lineno < 3]
        return ast.dump(tree)

    assert len(ast.parse(with_values(PROGRAM, {"WORKERS": value})).body) == len(ast.parse(PROGRAM).body)
    assert shape(with_values(PROGRAM, {"WORKERS": value})) == shape(PROGRAM)


characters = st.characters(exclude_characters="\r\n\0", exclude_categories=["Cs"])
lines = st.one_of(
    st.text(characters).map(lambda text: f"# {text}"),
    st.text(characters).map(lambda text: f"print({text!r})"),
    st.sampled_from(["", "\x0c", "def run():\n    WORKERS = 7", 'print("""\nWORKERS = 3\n""")', "é = 'WORKERS = 5'"]),
).map(lambda line: f"{line}\n")


@given(st.lists(lines), st.lists(lines), values, values)
def test_every_other_character_of_any_program_stays(
    before: list[str], after: list[str], old: int | str, new: int | str
):
    def program(value: int | str) -> str:
        return "".join([*before, f"é = 'é'; WORKERS  =  {literal_of(value)} # é, as many as you like\n", *after])

    assert with_values(program(old), {"WORKERS": new}) == program(new)


def test_carriage_returns_and_unusual_separators_are_not_taken_for_lines():
    program = 'A = 1\r\nTEXT = "\x0c\u2028"\r\nB = 2\r\n'

    assert with_values(program, {"B": 3}) == program.replace("B = 2", "B = 3")


def test_a_value_over_several_lines_is_refused_not_garbled():
    with pytest.raises(ValueError, match="line 1"):
        with_values('A = """x\ny"""\n', {"A": 1})
