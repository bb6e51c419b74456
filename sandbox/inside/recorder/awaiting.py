"""What an asyncio task awaits: told by the library's coroutine that stands between the learner's and the loop."""

from __future__ import annotations

from collections.abc import Iterator
from types import CodeType, FrameType

from sandbox.inside.recorder.lines import PROGRAM
from sandbox.record_form import MOST_LINE, What

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any

BY_FUNCTION = {
    ("tasks.py", "sleep"): What.SLEEP, ("tasks.py", "wait"): What.TASK, ("tasks.py", "_wait"): What.TASK,
    ("taskgroups.py", "TaskGroup.__aexit__"): What.TASK,
    ("locks.py", "Lock.acquire"): What.LOCK, ("locks.py", "Event.wait"): What.EVENT,
    ("locks.py", "Condition.wait"): What.CONDITION, ("locks.py", "Semaphore.acquire"): What.SEMAPHORE,
    ("locks.py", "Barrier.wait"): What.BARRIER,
    ("queues.py", "Queue.get"): What.QUEUE_GET, ("queues.py", "Queue.put"): What.QUEUE_PUT,
    ("queues.py", "Queue.join"): What.QUEUE_JOIN,
}  # fmt: skip
BY_MODULE = {
    "streams.py": What.SOCKET, "selector_events.py": What.SOCKET, "base_events.py": What.SOCKET,
    "sslproto.py": What.SOCKET, "subprocess.py": What.CHILD, "base_subprocess.py": What.CHILD,
}  # fmt: skip
OF_EXECUTOR = ("BaseEventLoop.run_in_executor", "BaseEventLoop.shutdown_default_executor")
PACKAGE = "/asyncio/"
RECORDED = "_recorded"
"""The attribute of a lock, event or queue that has its number; of a task, what is known of it: see tasks.py."""
NANOSECONDS = 1_000_000_000


def awaited_by(coroutine: Any, future: Any) -> tuple[int, int, int]:
    """What, from which line, and the number of it; `future` is what the coroutine gave the loop to wait for."""
    line, what, number = 0, 0, 0
    for frame, code in chain(coroutine):
        if code.co_filename == PROGRAM:
            line, what, number = min(frame.f_lineno or 0, MOST_LINE), 0, 0
        elif not what and PACKAGE in code.co_filename:
            what = what_of(code)
            number = number_of(frame) if what else 0
    if what in (0, What.TASK):
        kind, of_task = kind_of(future)
        return what or kind, line, of_task
    return what, line, number


def end_of_sleep(coroutine: Any) -> int:
    """When the loop's timer for it is due, in nanoseconds of CLOCK_MONOTONIC, the loop's own clock; 0 if unknown."""
    for frame, code in chain(coroutine):
        if code.co_qualname == "sleep" and PACKAGE in code.co_filename:
            when = getattr(frame.f_locals.get("h"), "when", None)
            return int(when() * NANOSECONDS) if when else 0
    return 0


def chain(awaitable: Any) -> Iterator[tuple[FrameType, CodeType]]:
    """The frames from the task's own coroutine to the one that waits."""
    while awaitable is not None:
        frame = getattr(awaitable, "cr_frame", None) or getattr(awaitable, "ag_frame", None)
        if frame is not None:
            yield frame, frame.f_code
        awaitable = getattr(awaitable, "cr_await", None) or getattr(awaitable, "ag_await", None)


def what_of(code: CodeType) -> int:
    module = code.co_filename.rpartition("/")[2]
    found = BY_FUNCTION.get((module, code.co_qualname))
    if found is None and code.co_qualname not in OF_EXECUTOR:
        found = BY_MODULE.get(module)
    return int(found or 0)


def number_of(frame: FrameType) -> int:
    return int(getattr(frame.f_locals.get("self"), RECORDED, 0))


def kind_of(future: Any) -> tuple[int, int]:
    """A task, with its number; what `gather` makes of many; anything else."""
    steps = getattr(future, RECORDED, None)
    if steps is not None:
        return int(What.TASK), int(steps.number)
    if type(future).__name__ == "_GatheringFuture":
        return int(What.TASK), 0
    return int(What.FUTURE), 0


def line_of_coroutine(coroutine: Any) -> int:
    """Where it stands in the program, before a step."""
    line = 0
    for frame, code in chain(coroutine):
        if code.co_filename == PROGRAM:
            line = min(frame.f_lineno or 0, MOST_LINE)
    return line
