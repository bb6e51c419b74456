"""A thread ended by an exception, and the program went on as if nothing had been.

An exception that a Future keeps, and nobody asks for, leaves no trace in the output: of that nothing is said here.
"""

from collections.abc import Iterator

from sandbox.xray.findings.believing import Program
from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.measures import has_name, lines_among, threads
from sandbox.xray.findings.tracebacks import Traceback, tracebacks
from sandbox.xray.findings.wording import at_lines, begun, how_many, printable
from sandbox.xray.naming import shown_name
from sandbox.xray.timeline import Timeline


def exception_in_thread_unseen(evidence: Evidence) -> Finding | None:
    ended = list(_believed(evidence))
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


def _believed(evidence: Evidence) -> Iterator[Traceback]:
    """Anybody can write the words of a traceback: they must contradict neither the timeline nor the program."""
    program = Program(evidence.source)
    for each in tracebacks(evidence.stderr):
        if each.thread and _was_there(each.thread, evidence.timeline, program) and program.has(each.places):
            yield each


def _was_there(name: str, timeline: Timeline, program: Program) -> bool:
    """Whether a thread was called so and came to its end, or one may be of those whose names are not known."""
    others = [each for each in threads(timeline) if not each.is_main]
    if any(has_name(each, name) and (each.has_ended or timeline.dropped) for each in others):
        return True
    has_unknown = timeline.short_lived or timeline.left_out or (others and not timeline.is_recorded)
    return bool(has_unknown) and program.may_name(name)


def _who(ended: list[Traceback]) -> str:
    if len(ended) == 1:
        return f"The thread “{shown_name(printable(ended[0].thread))}”"
    return begun(how_many(len(ended), "thread"))


def _what(ended: list[Traceback]) -> str:
    names = sorted({each.error_name for each in ended})
    return printable(names[0]) if len(names) == 1 else "exceptions"
