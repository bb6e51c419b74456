"""Every small program of the table is judged right, and for the right reason."""

import pytest

from sandbox.inside.explorer.exploring import explore, replay
from tests.sandbox.explorer.programs import FOLDER, PROGRAMS, Expected, source_of


@pytest.mark.parametrize(("name", "expected"), PROGRAMS.items())
def test_a_small_program_is_judged_right(name: str, expected: Expected) -> None:
    answer = explore(source_of(name), seconds=60)
    assert answer["verdict"] == expected.verdict, answer["failure"] or answer["reached"]
    if expected.verdict == "fails":
        assert answer["failure"]["kind"] == expected.kind
        assert expected.word in answer["failure"]["message"]


@pytest.mark.parametrize("name", [name for name, expected in PROGRAMS.items() if expected.kind])
def test_the_order_that_breaks_a_program_breaks_it_again(name: str) -> None:
    source = source_of(name)
    answer = explore(source, seconds=60)
    again = replay(source, [tuple(each) for each in answer["schedule"]], set(answer["places"]))
    assert again["verdict"] == "fails"
    assert again["failure"] == answer["failure"]


def test_the_table_has_every_program_and_every_bug_its_repair() -> None:
    assert {each.stem for each in FOLDER.glob("*.py")} == set(PROGRAMS)
    broken = {name.removesuffix("_broken") for name in PROGRAMS if name.endswith("_broken")}
    repaired = {name.removesuffix("_repaired") for name in PROGRAMS if name.endswith("_repaired")}
    assert broken == repaired
    assert len(broken) >= 60
    for name, expected in PROGRAMS.items():
        assert expected.verdict == ("proved" if name.endswith("_repaired") else "fails")
