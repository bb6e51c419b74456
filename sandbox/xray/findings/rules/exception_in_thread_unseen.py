"""A thread ended by an exception, and the program went on as if nothing had been.

An exception that a Future keeps, and nobody asks for, leaves no trace in the output: of that nothing is said here.
"""

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.measures import lines_among
from sandbox.xray.findings.tracebacks import Traceback, tracebacks
from sandbox.xray.findings.wording import at_lines, begun, how_many, printable


def exception_in_thread_unseen(evidence: Evidence) -> Finding | None:
    ended = [each for each in tracebacks(evidence.stderr) if each.thread]
    if evidence.exit_code != 0 or not ended:
        return None
    lines = lines_among(line for each in ended for line in each.last_line)
    return Finding(
        key="exception-in-thread-unseen",
        sentence=f"{_who(ended)} ended by {_what(ended)}{at_lines(lines)}, "
        "and the program ended with exit status 0, as if all had gone well.",
        lines=lines,
        next_step="Use a ThreadPoolExecutor and ask each future for its result(): it raises there what was raised "
        "in the thread.",
    )


def _who(ended: list[Traceback]) -> str:
    return f"The thread “{printable(ended[0].thread)}”" if len(ended) == 1 else begun(how_many(len(ended), "thread"))


def _what(ended: list[Traceback]) -> str:
    names = sorted({each.error_name for each in ended})
    return printable(names[0]) if len(names) == 1 else "exceptions"
