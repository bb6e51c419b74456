"""The programs that show a finding, and those that must not, run recorded behind the walls: what is found live."""

from collections.abc import Sequence
from pathlib import Path

from sandbox.bench.figures import table
from sandbox.bench.own_runner import OwnRunner, own_runner
from sandbox.bench.xray.recorded import recorded
from sandbox.xray.findings import findings_of
from tests.sandbox.xray.findings.kept_runs import keep
from tests.sandbox.xray.findings.programs import PROGRAMS, Program

TIMES = 3
TRIES = 20
"""For a run that is kept; a busy host may spoil many."""
HEADER = ["key", "program", "found", "other keys", "seconds", "ended", "as it must be"]


def measure_findings(folder: Path) -> str:
    with own_runner(folder) as runner:
        rows = [row_of(program, runner) for program in PROGRAMS]
    failed = [f"{row[0]} ({row[1]})" for row in rows if row[-1] == "no"]
    verdict = f"Not as it must be: {', '.join(failed)}." if failed else "All as it must be."
    return table(f"Findings of live programs, {TIMES} runs each", HEADER, rows) + f"\n\n{verdict}"


def keep_findings(folder: Path) -> str:
    """Records every program until it shows what it must, and keeps that run for the tests."""
    with own_runner(folder) as runner:
        failed = [f"{each.key} ({each.path.stem})" for each in PROGRAMS if not is_kept(each, runner)]
    return f"Not kept: {', '.join(failed)}." if failed else f"Kept {len(PROGRAMS)} runs."


def is_kept(program: Program, runner: OwnRunner) -> bool:
    for _ in range(TRIES):
        evidence = recorded(runner, program.path.read_text()).evidence
        if (program.key in {each.key for each in findings_of(evidence)}) is program.expected:
            keep(program, evidence)
            return True
    return False


def row_of(program: Program, runner: OwnRunner) -> list[str]:
    """As it must be, if it is so in most of its runs: a busy host may spoil one."""
    runs = [recorded(runner, program.path.read_text()) for _ in range(TIMES)]
    keys = [{each.key for each in findings_of(run.evidence)} for run in runs]
    found = sum(program.key in each for each in keys)
    return [
        program.key,
        program.path.stem,
        f"{found} of {TIMES}",
        others(keys, program),
        f"{min(run.end.wall_seconds for run in runs):.1f}",
        ", ".join(sorted({run.end.outcome for run in runs})),
        "yes" if (found * 2 > TIMES) == program.expected else "no",
    ]


def others(keys: Sequence[set[str]], program: Program) -> str:
    """Other keys that were found too: of these nothing is promised."""
    return ", ".join(sorted(set().union(*keys) - {program.key})) or "-"
