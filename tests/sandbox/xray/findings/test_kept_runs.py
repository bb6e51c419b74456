"""Of runs that were recorded once, each rule still says what it must, and nothing of their repaired twins."""

import pytest

from sandbox.xray.findings import findings_of
from tests.sandbox.xray.findings.kept_runs import kept
from tests.sandbox.xray.findings.programs import PROGRAMS, Program


@pytest.mark.parametrize("program", PROGRAMS, ids=[f"{each.key}-{each.path.stem}" for each in PROGRAMS])
def test_a_recorded_run_shows_its_finding_or_must_not(program: Program):
    keys = {found.key for found in findings_of(kept(program))}

    assert (program.key in keys) is program.expected


@pytest.mark.parametrize("program", PROGRAMS, ids=[f"{each.key}-{each.path.stem}" for each in PROGRAMS])
def test_its_lines_are_lines_of_the_program(program: Program):
    evidence = kept(program)
    last = len(evidence.source.splitlines())

    assert all(1 <= line <= last for found in findings_of(evidence) for line in found.lines)
