"""What a program prints under the natural schedule is what real Python prints, to the letter."""

import subprocess
import sys
from pathlib import Path

import pytest

from sandbox.inside.explorer.program import execute, load
from sandbox.inside.explorer.search.natural import Natural
from sandbox.inside.explorer.world.sharing import Revealed, Sharing
from sandbox.inside.explorer.world.world import World

PROGRAMS = sorted(Path(__file__).with_name("natural").glob("*.py"))
"""Their output does not depend on timing."""


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_the_natural_schedule_prints_what_python_prints(path: Path) -> None:
    real = subprocess.run([sys.executable, str(path)], capture_output=True, text=True, timeout=60, check=False)
    assert real.returncode == 0, real.stderr
    world = naturally(path.read_text(encoding="utf-8"))
    assert world.failure is None, world.failure
    assert "".join(world.output) == real.stdout


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_it_prints_the_same_where_every_place_is_a_step(path: Path) -> None:
    program = load(path.read_text(encoding="utf-8"))
    sharing = Sharing(program.places)
    sharing.steps |= set(range(len(program.places)))
    world = execute(program, Natural(), sharing)
    assert world.failure is None, world.failure
    assert "".join(world.output) == "".join(naturally(path.read_text(encoding="utf-8")).output)


def naturally(source: str) -> World:
    program = load(source)
    sharing = Sharing(program.places)
    while True:
        try:
            return execute(program, Natural(), sharing)
        except Revealed:
            continue


def test_there_are_enough_of_them() -> None:
    assert len(PROGRAMS) >= 20
