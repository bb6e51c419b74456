"""A child process ran main.py from its top, and that started processes itself: the guard of `__main__` is missing."""

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.measures import children, lines_among
from sandbox.xray.findings.tracebacks import Traceback, tracebacks
from sandbox.xray.findings.wording import at_lines

COMPLAINT = "before the\n        current process has finished its bootstrapping phase"
"""What multiprocessing says, in all versions from 3.4 on, in a text that is broken like this."""


TOLD_TWICE = "RuntimeError: context has already been set"
"""What it says of a second `set_start_method`; in a child that spawn starts, the first was its own."""
CHILD = "/multiprocessing/spawn.py"


def main_guard_missing(evidence: Evidence) -> Finding | None:
    if not children(evidence.timeline):
        return None  # whoever wrote the words, no process ran main.py again
    found = [each for each in tracebacks(evidence.stderr) if any(file.endswith(CHILD) for file in each.files)]
    refused = list(filter(_sets_twice, found))
    if COMPLAINT in evidence.stderr:
        refused = [each for each in found if each.error_name == "RuntimeError"]
    if not refused:
        return None
    lines = lines_among(line for each in refused for line in each.lines)
    return Finding(
        key="main-guard-missing",
        sentence=f"A new process ran main.py from its top and was to {_do(refused)}{at_lines(lines)}, "
        "before it was ready for its own work.",
        lines=lines,
        next_step='Put what starts processes, or sets how, below `if __name__ == "__main__":`.',
    )


def _sets_twice(traceback: Traceback) -> bool:
    return traceback.error == TOLD_TWICE


def _do(refused: list[Traceback]) -> str:
    twice = any(map(_sets_twice, refused))
    return "set the start method a second time" if twice else "start processes itself"
