"""An exception that nobody caught, as a failure."""

import traceback
from types import TracebackType

from sandbox.inside.explorer.world.leaving import Aborted
from sandbox.inside.explorer.world.records import Failure
from sandbox.inside.explorer.world.stage import PROGRAM


def failure_of(error: BaseException, thread: str) -> Failure:
    """With the line of the program that raised it, or that cannot be read."""
    line = _line_of(error.__traceback__) or getattr(error, "lineno", 0)
    return Failure("exception", _text_of(error), thread, line or 0)


def _line_of(trace: TracebackType | None) -> int:
    """The innermost of the program's own; 0 where there is none. Unlike traceback, it does not look for their text."""
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == PROGRAM:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _text_of(error: BaseException) -> str:
    """As Python writes it, by itself where that is short: most orders of a broken program come by here."""
    if type(error) in PLAIN and not getattr(error, "__notes__", None):
        try:
            text = str(error)
        except Aborted:
            raise
        except BaseException:  # of what it was raised with, which is the program's own
            text = "<exception str() failed>"
        return f"{type(error).__name__}: {text}".strip() if text else type(error).__name__
    return "".join(traceback.format_exception_only(error)).strip()


PLAIN = frozenset(
    (
        AssertionError, IndexError, KeyError, RuntimeError, TypeError, ValueError, ZeroDivisionError, LookupError,
        RecursionError, StopIteration, Exception, OverflowError, TimeoutError,
    )
)  # fmt: skip
"""What Python writes of these is their name and their text, without a guess of what was meant."""
