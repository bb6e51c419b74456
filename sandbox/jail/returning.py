"""Notices that the program's main module has come to its last line: neither an exception nor an exit ended it.

Only C knows how a program ended, and how C goes about it differs from release to release. What all have in common: the
code of a main module that has returned is let go of at once, before C takes `__file__` away again; that of one that
was left by an exception lives as long as the traceback. And in older releases an exit leaves `__file__` where it is.
"""

import sys
import weakref
from contextlib import suppress
from types import CodeType

TOOL = 4
"""Of the six numbers for tools that watch, one that no kind of tool has for its own; free again when main begins."""


class MainModule:
    """Of a program that has not begun; `path`: where its file is."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._code: weakref.ref[CodeType] | None = None
        self._was_let_go = False

    def watch(self) -> None:
        """Called last of all, before the interpreter goes on to the program (PEP 669)."""
        sys.monitoring.use_tool_id(TOOL, "interleave")
        sys.monitoring.register_callback(TOOL, sys.monitoring.events.PY_START, self._started)
        sys.monitoring.set_events(TOOL, sys.monitoring.events.PY_START)

    @property
    def has_returned(self) -> bool:
        """Asked when nothing of the program is left to run; False wherever it is not certain."""
        return self._was_let_go and not has_file()

    def _started(self, code: CodeType, _offset: int) -> None:
        if (code.co_filename, code.co_name) == (self._path, "<module>"):
            sys.monitoring.set_events(TOOL, 0)
            sys.monitoring.register_callback(TOOL, sys.monitoring.events.PY_START, None)
            sys.monitoring.free_tool_id(TOOL)
            self._code = weakref.ref(code, self._let_go)

    def _let_go(self, _: object) -> None:
        with suppress(Exception):  # a program may have put anything in place of its modules
            self._was_let_go = has_file()


def has_file() -> bool:
    return hasattr(sys.modules.get("__main__"), "__file__")
