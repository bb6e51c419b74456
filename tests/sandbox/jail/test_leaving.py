"""A program in a jail ends as the same program outside does: what it says last, and its exit status."""

import re
import subprocess
from textwrap import dedent

import pytest

from tests.sandbox.jail.leaving_programs import NOT_CLEARED, PROGRAMS
from tests.sandbox.walls import a_host, behind_walls, each_interpreter

ADDRESS_OR_FOLDER = re.compile(r"0x[0-9a-f]+|/[^\s\"']*/(?=\w+\.py)")


@pytest.mark.parametrize("python", each_interpreter())
@pytest.mark.parametrize("name", PROGRAMS)
def test_it_ends_as_it_does_outside_when(name, python, tmp_path):
    ends_alike(PROGRAMS[name], python, tmp_path)


@pytest.mark.xfail(strict=True, reason="what is warm is immortal, and so is what it holds")
@pytest.mark.parametrize("name", NOT_CLEARED)
def test_it_would_end_as_it_does_outside_when(name, tmp_path):
    ends_alike(NOT_CLEARED[name], None, tmp_path)


def ends_alike(program, python, tmp_path):
    source = dedent(program)
    outside = run_outside(source, python, tmp_path)

    inside = behind_walls(source, files={"other.py": ""}, python=python)

    assert (inside.end.exit_code, plain(inside.stdout), plain(inside.stderr)) == (
        outside.returncode,
        plain(outside.stdout),
        plain(outside.stderr),
    )


def test_what_is_said_outside_differs_from_program_to_program(tmp_path):
    """The control: the comparison above can fail."""
    ends = [run_outside(dedent(source), None, tmp_path) for source in PROGRAMS.values()]
    said = {(end.returncode, end.stdout, plain(end.stderr)) for end in ends}

    assert len(said) > len(PROGRAMS) / 2


def run_outside(source, python, folder):
    (folder / "main.py").write_text(source)
    (folder / "other.py").touch()
    command = [a_host().interpreters.named(python).executable, str(folder / "main.py")]
    return subprocess.run(command, env={"LANG": "C.UTF-8"}, capture_output=True, text=True, check=False)


def plain(text):
    return ADDRESS_OR_FOLDER.sub("", text)
