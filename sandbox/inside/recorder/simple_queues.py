"""`queue.SimpleQueue`, by which the workers of executors and pools are given their work; it waits in C."""

from __future__ import annotations

import sys

from sandbox.inside.recorder.lines import is_own
from sandbox.inside.recorder.naming import number_object
from sandbox.inside.recorder.replacing import limit_of_get, replace, waiting
from sandbox.record_form import What

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any


def patch_queue(queue: Any) -> None:
    """A class of C cannot be changed, but one that is like it can be put in its place."""

    class SimpleQueue(queue.SimpleQueue):  # type: ignore[misc]
        __slots__ = ("_recorded",)

        def __init__(self) -> None:
            frame = sys._getframe(1)
            self._recorded = number_object(frame, kind="SimpleQueue") if is_own(frame) else 0

        def get(self, block: bool = True, timeout: float | None = None) -> Any:
            return get(self, block, timeout)

        def get_nowait(self) -> Any:
            return get_nowait(self)

        def empty(self) -> bool:
            return bool(empty(self))

    real = queue.SimpleQueue
    get, get_nowait, empty = real.get, real.get_nowait, real.empty
    SimpleQueue.__module__, SimpleQueue.__qualname__ = real.__module__, real.__qualname__
    made: Any = SimpleQueue.__init__
    made.__module__, made.__qualname__ = real.__module__, f"{real.__qualname__}.__init__"
    recorded = waiting(What.QUEUE_GET, number=number_of, waits=is_to_wait, limit=limit_of_get)
    replace(SimpleQueue, name="get", make=recorded)
    queue.SimpleQueue = SimpleQueue
    setattr(sys.modules[real.__module__], real.__name__, SimpleQueue)  # by which name it is pickled


def number_of(queue: Any, *_: Any, **__: Any) -> int:
    return int(queue._recorded)


def is_to_wait(queue: Any, block: bool = True, *_: Any, **__: Any) -> bool:
    return block and queue.qsize() == 0
