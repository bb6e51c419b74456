"""A coroutine was made and never awaited."""

import re

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.measures import lines_among
from sandbox.xray.findings.wording import at_lines, how_many, printable, quoted

WARNING = re.compile(
    r"^(?P<file>.*):(?P<line>\d{1,7}): RuntimeWarning: coroutine '(?P<name>.+)' was never awaited$", re.MULTILINE
)


def await_forgotten(evidence: Evidence) -> Finding | None:
    """The line is where Python noticed: mostly the call itself, sometimes the end of its function."""
    warnings = list(WARNING.finditer(evidence.stderr))
    if not warnings:
        return None
    names = list(dict.fromkeys(printable(each["name"]) for each in warnings))
    lines = lines_among(int(each["line"]) for each in warnings if each["file"].rpartition("/")[2] == "main.py")
    were = (
        f"The coroutine {quoted(names)} was"
        if len(names) == 1
        else f"{how_many(len(names), 'coroutine').capitalize()} ({quoted(names)}) were"
    )
    it = "it" if len(names) == 1 else "they"
    return Finding(
        key="await-forgotten",
        sentence=f"{were} called and never awaited{at_lines(lines)}: no statement of {it.replace('they', 'them')} ran.",
        lines=lines,
        next_step="Write `await` before the call, or hand the coroutine to `asyncio.create_task` or a TaskGroup.",
    )
