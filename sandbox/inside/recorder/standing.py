"""Says at which line of the program each thread of this process stands, when the supervisor asks by a signal.

It asks only while the process computes, some forty times a second: a thread that waits says by itself for what, and
one that computes cannot say anything, but for the line at which it lost the GIL. The handler runs in the main thread.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # all of signal would cost every start of Python an import of enum
import sys
from types import FrameType

from sandbox.inside.frames import frames
from sandbox.inside.recorder.lines import line_of
from sandbox.inside.recorder.replacing import Call, replace
from sandbox.inside.recorder.writing import current
from sandbox.record_form import ASK_FOR_LINES, Kind

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any

LINE = int(Kind.LINE)
EXECS = ("execv", "execve")
"""What all of os.exec* come to."""


def answer() -> None:
    """From now on; only the main thread of the first interpreter can."""
    try:
        _signal.signal(ASK_FOR_LINES, tell_lines)
    except ValueError:
        return


def tell_lines(_: int, interrupted: FrameType | None) -> None:
    writer = current()
    threading = sys.modules.get("threading")
    known = {each.ident: each.native_id for each in list(threading._active.values())} if threading else {}
    for ident, frame in frames(interrupted).items():
        line = line_of(frame)
        thread = known.get(ident)
        if line and thread:
            writer.moment(LINE, line, thread)


def patch_os(module: Any) -> None:
    """Who becomes another program can answer no more, and a signal that nobody expects would end it."""
    for name in EXECS:
        replace(module, name=name, make=deaf)


def deaf(original: Call) -> Call:
    def execute(*arguments: Any) -> Any:
        before = _signal.signal(ASK_FOR_LINES, _signal.SIG_IGN)
        try:
            return original(*arguments)
        finally:
            _signal.signal(ASK_FOR_LINES, before)

    return execute
