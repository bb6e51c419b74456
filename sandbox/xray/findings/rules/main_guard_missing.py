"""A child process ran main.py from its top, and that started processes itself: the guard of `__main__` is missing."""

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.measures import lines_among
from sandbox.xray.findings.tracebacks import tracebacks
from sandbox.xray.findings.wording import at_lines

COMPLAINT = "before the\n        current process has finished its bootstrapping phase"
"""What multiprocessing says, in all versions from 3.4 on, in a text that is broken like this."""


def main_guard_missing(evidence: Evidence) -> Finding | None:
    if COMPLAINT not in evidence.stderr:
        return None
    lines = lines_among(
        line for each in tracebacks(evidence.stderr) if each.error_name == "RuntimeError" for line in each.lines
    )
    return Finding(
        key="main-guard-missing",
        sentence=f"A new process ran main.py from its top and was to start processes itself{at_lines(lines)}, "
        "before it was ready for its own work.",
        lines=lines,
        next_step='Put what starts processes below `if __name__ == "__main__":`.',
    )
