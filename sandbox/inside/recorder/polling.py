"""Counts how often a program asks for something that is not ready, instead of waiting for it."""

from __future__ import annotations

import sys

from sandbox.inside.recorder.lines import line_of
from sandbox.inside.recorder.replacing import Call, hide, replace
from sandbox.inside.recorder.writing import current

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any

frame_at = sys._getframe


def patch_queue(queue: Any) -> None:
    """Only what the program itself asks is counted: whatever else asks stands on no line of it."""
    for kind in (queue.Queue, queue.SimpleQueue):
        replace(kind, name="get", make=counting("queue.get", queue.Empty))
        replace(kind, name="empty", make=queue_empty)
    replace(queue.SimpleQueue, name="get_nowait", make=counting("queue.get", queue.Empty))


def counting(what: str, refusal: type[Exception]) -> Any:
    def make(original: Call) -> Call:
        def ask(self: Any, *arguments: Any, **named: Any) -> Any:
            try:
                return original(self, *arguments, **named)
            except refusal as error:
                current().poll(what, line_of(frame_at(1)))
                hide(error)
                raise
            except BaseException as error:
                hide(error)
                raise

        return ask

    return make


def queue_empty(original: Call) -> Call:
    def empty(self: Any) -> bool:
        is_so: bool = original(self)
        if is_so:
            current().poll("queue.empty", line_of(frame_at(1)))
        return is_so

    return empty
