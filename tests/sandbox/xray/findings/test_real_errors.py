"""What this interpreter really writes to its error channel is what the rules read."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sandbox.xray.findings.programs import PROGRAMS, Program
from tests.sandbox.xray.findings.timelines import child, cpu, main_lane, run, said

LINES = {
    "main-guard-missing": (6,),
    "argument-unpicklable": (14,),
    "join-before-start": (6,),
    "exception-in-thread-unseen": (7,),
    "await-forgotten": (11,),
}
"""By key: the line of the program that shows it."""
TIMELINE = run(main_lane(cpu(0, 1)), short_lived=1, children=(child(2, 0, 0, 1),))


def in_words(program: Program) -> str:
    return f"{program.key}-{program.path.stem}"


@pytest.mark.parametrize("program", [each for each in PROGRAMS if each.key in LINES], ids=in_words)
def test_an_error_is_told_with_its_line_and_the_mended_program_is_not(program: Program, tmp_path: Path):
    main = shutil.copy(program.path, tmp_path / "main.py")

    ended = subprocess.run([sys.executable, main], capture_output=True, text=True, timeout=60)

    found = said(
        program.key, TIMELINE, source=program.path.read_text(), stderr=ended.stderr, exit_code=ended.returncode
    )
    assert (found.lines if found else None) == (LINES[program.key] if program.expected else None), ended.stderr
