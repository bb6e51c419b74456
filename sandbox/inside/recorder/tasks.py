"""Tasks of asyncio: the steps that a task runs, what it awaits between two of them, and since when it could go on."""

from __future__ import annotations

import sys
from types import FrameType

from sandbox.inside.recorder.awaiting import RECORDED, awaited_by, end_of_sleep, line_of_coroutine
from sandbox.inside.recorder.lines import line_of
from sandbox.inside.recorder.naming import number_object
from sandbox.inside.recorder.replacing import after, replace
from sandbox.inside.recorder.writing import THIS, Writer, current, now
from sandbox.record_form import About, Kind, What

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any

STEP, AWAIT = int(Kind.STEP), int(Kind.AWAIT)
OF_LOOP = ("BaseEventLoop.shutdown_asyncgens", "BaseEventLoop.shutdown_default_executor")
"""The coroutines that `asyncio.run` makes tasks of when the program's own is over."""


def patch_locks(module: Any) -> None:
    for name in ("Lock", "Event", "Condition", "Semaphore", "Barrier"):
        replace(getattr(module, name), name="__init__", make=after(number_it))


def patch_queues(module: Any) -> None:
    replace(module.Queue, name="__init__", make=after(number_it))


def number_it(frame: FrameType, made: Any, *_: Any, **__: Any) -> None:
    if line_of(frame) and not hasattr(made, RECORDED):
        setattr(made, RECORDED, number_object(frame, kind=type(made).__name__))


def is_task(value: Any) -> bool:
    """Of the library's two classes, or of one that inherits from them; the value itself is not asked."""
    tasks = sys.modules.get("asyncio.tasks")
    return tasks is not None and issubclass(type(value), (tasks.Task, tasks._PyTask))


class Steps:
    """What is known of one task, which has this in an attribute: it must not be kept alive by it.

    `awaiting_at`: the span of what it awaits, as long as that lasts; `until`: when its sleep is over, 0 for no sleep.
    """

    __slots__ = ("awaiting_at", "line", "made", "number", "step_at", "until")

    def __init__(self, made_at: int, line: int) -> None:
        self.number = THIS.next_number()
        self.awaiting_at = self.line = self.step_at = self.until = 0
        self.made: tuple[str, int, int] | None = ("", line, made_at)
        """Its name as it was told, where and when it was made; until its first step."""

    def tell_name(self, task: Any) -> None:
        """Before 3.13 a group names its task once that is made, as factories do: so it is told again if it changed."""
        assert self.made is not None
        told, line, made_at = self.made
        name = task.get_name()
        if name != told:
            current().tell(About.TASK, name, subject=self.number, line=line, number=made_at)
            self.made = name, line, made_at

    def begin_await(self, task: Any, writer: Writer) -> None:
        """Nothing is awaited by who has ended, or only lets others have their turn, as `sleep(0)` does."""
        future = task._fut_waiter
        if future is not None:
            what, self.line, number = awaited_by(task._coro, future)
            self.awaiting_at = writer.begin(AWAIT, what, self.line, self.number, number)
            self.until = end_of_sleep(task._coro) if what == What.SLEEP else 0

    def end_await(self, writer: Writer) -> None:
        at, self.awaiting_at = self.awaiting_at, 0
        if at:
            writer.end_by(at, self.until) if self.until else writer.end(at)


def steps_of(task: Any, made_at: int, line: int) -> Steps:
    """`made_at` and `line`: of a task that is new here, when and where it was made."""
    steps = known_steps(task)
    if steps is None:
        steps = Steps(made_at, line)
        object.__setattr__(task, RECORDED, steps)
        steps.tell_name(task)
    return steps


def known_steps(task: Any) -> Steps | None:
    """Past whatever the program's own class of tasks makes of its attributes."""
    try:
        steps: Steps = object.__getattribute__(task, RECORDED)
    except AttributeError:
        return None
    return steps


def make_ready(task: Any, frame: FrameType | None) -> None:
    """The loop is to call the task's next step: what it awaited is there, or it was made just now, by `frame`.

    From here on it waits for its turn. What was there before it was awaited makes it ready in its own step, at the end.
    """
    writer = current()
    if known_steps(task) is None:
        steps_of(task, now(), line_of_making(task, frame))
    elif writer.task is task:
        end_step(writer, is_ready=True)
    else:
        steps_of(task, 0, 0).end_await(writer)


def line_of_making(task: Any, frame: FrameType | None) -> int:
    """0 for a task that the library makes on its own behalf."""
    code = getattr(task._coro, "cr_code", None)
    return 0 if code is not None and code.co_qualname in OF_LOOP else line_of(frame)


def begin_step(task: Any, writer: Writer) -> None:
    steps = steps_of(task, now(), 0)
    steps.end_await(writer)
    if steps.made is not None:
        steps.tell_name(task)
        steps.made = None
    line, steps.line = steps.line or line_of_coroutine(task._coro), 0
    writer.task = task
    steps.step_at = writer.begin(STEP, 0, line, steps.number, 0)


def end_step(writer: Writer, *, is_ready: bool = False) -> None:
    """Of the thread's task: it has given its loop back what it waits for, unless that `is_ready`, or it has ended."""
    task, writer.task = writer.task, None
    steps = steps_of(task, now(), 0)
    writer.end(steps.step_at)
    if not is_ready:
        steps.begin_await(task, writer)


def tell_eager_start(task: Any, began: int, line: int) -> None:
    """Of a task that its factory began to make at `began`, on `line`: an eager first step, which is over."""
    coroutine = task._coro
    if coroutine is not None and not getattr(coroutine, "cr_suspended", False):
        return
    writer = current()
    steps = steps_of(task, began, line)
    steps.made = "", line, began  # who let others have their turn at once was seen no earlier than by that
    steps.tell_name(task)
    steps.made = None
    writer.past(STEP, 0, line, steps.number, began)
    steps.begin_await(task, writer)
