"""A coroutine was made and never awaited."""

from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.measures import lines_among
from sandbox.xray.findings.sources import names_in, tree_of
from sandbox.xray.findings.wording import at_lines, how_many, printable, quoted

BEFORE_NAME, AFTER_NAME = ": RuntimeWarning: coroutine '", "' was never awaited"
MOST_CHARACTERS = 1000
"""Of a line; Python's own have some tens."""
MOST_DIGITS = 7
AT_THE_END = ("sys", "<sys>")
"""In place of a file: a coroutine that was still there when Python ended."""


@dataclass(frozen=True, kw_only=True)
class _Warning:
    name: str
    file: str
    line: int


def await_forgotten(evidence: Evidence) -> Finding | None:
    """The line is where Python noticed: mostly the call itself, sometimes the end of its function."""
    warnings = list(_of_the_program(_warnings(evidence.stderr), evidence.source))
    if not warnings:
        return None
    names = list(dict.fromkeys(printable(each.name) for each in warnings))
    lines = lines_among(each.line for each in warnings if each.file.rpartition("/")[2] == "main.py")
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


def _of_the_program(warnings: Iterator[_Warning], source: str) -> Iterator[_Warning]:
    """Those of main.py about what it calls and does not await at once: anybody can write a warning's words."""
    tree = tree_of(source)
    names = names_in(tree) if tree else frozenset()
    for each in warnings:
        is_here = each.file.rpartition("/")[2] == "main.py" or each.file in AT_THE_END
        if is_here and each.name.rpartition(".")[2] in names:
            yield each


def _warnings(stderr: str) -> Iterator[_Warning]:
    """Line by line, each split at fixed words: an expression over all of it took 20 s for 384 kB by Mallory."""
    for text in stderr.splitlines():
        if len(text) > MOST_CHARACTERS or not text.endswith(AFTER_NAME):
            continue
        place, _, name = text.removesuffix(AFTER_NAME).partition(BEFORE_NAME)
        file, _, line = place.rpartition(":")
        if name and line.isascii() and line.isdecimal() and len(line) <= MOST_DIGITS:
            yield _Warning(name=name, file=file, line=int(line))
