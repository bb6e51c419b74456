"""Notices that the program's main module has come to its last line: neither an exception nor an exit ended it.

Only C knows how a program ended, and how C goes about it differs from release to release. So the main module itself is
watched (PEP 669), for its start and its return, by events that nothing else raises: nothing runs slower for it.
"""

import sys
from types import CodeType

from sandbox.jail.paths import PROGRAM

TOOL = 4
"""Of the six numbers for tools that watch, one that no kind of tool has for its own."""


class MainModule:
    """Of a program that has not begun. `has_returned` is False wherever that is not certain."""

    def __init__(self) -> None:
        self.has_returned = False

    def watch(self) -> None:
        """Called last of all, before the interpreter goes on to the program."""
        events = sys.monitoring.events
        sys.monitoring.use_tool_id(TOOL, "interleave")
        sys.monitoring.register_callback(TOOL, events.PY_START, self._started)
        sys.monitoring.register_callback(TOOL, events.PY_RETURN, self._returned)
        sys.monitoring.set_events(TOOL, events.PY_START)

    def _started(self, code: CodeType, _offset: int) -> None:
        if (code.co_filename, code.co_name) == (PROGRAM, "<module>"):
            sys.monitoring.set_local_events(TOOL, code, sys.monitoring.events.PY_RETURN)
            sys.monitoring.set_events(TOOL, 0)

    def _returned(self, *_: object) -> None:
        self.has_returned = True
        sys.monitoring.free_tool_id(TOOL)
