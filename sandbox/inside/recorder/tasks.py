"""Tasks of asyncio: each step that a task runs, and what it awaits between two steps.

A loop is given, in the place of a task's coroutine, one that drives it and writes down when it runs.
"""

from __future__ import annotations

import sys
from collections.abc import Coroutine, Generator
from types import CodeType, FrameType
from typing import Any

from sandbox.inside.recorder.awaiting import awaited_by, end_of_sleep, line_of_coroutine
from sandbox.inside.recorder.lines import line_of
from sandbox.inside.recorder.naming import number_object
from sandbox.inside.recorder.replacing import Call, after, frame_at, hide, replace
from sandbox.inside.recorder.writing import THIS, current, now
from sandbox.record_form import About, Kind, What

STEP, AWAIT = int(Kind.STEP), int(Kind.AWAIT)


def patch_loops(module: Any) -> None:
    replace(module.BaseEventLoop, name="create_task", make=create_task)


def patch_locks(module: Any) -> None:
    for name in ("Lock", "Event", "Condition", "Semaphore", "Barrier"):
        replace(getattr(module, name), name="__init__", make=after(number_it))


def patch_queues(module: Any) -> None:
    replace(module.Queue, name="__init__", make=after(number_it))


def number_it(frame: FrameType, made: Any, *_: Any, **__: Any) -> None:
    if line_of(frame) and not hasattr(made, "_recorded"):
        made._recorded = number_object(frame, kind=type(made).__name__)


def create_task(original: Call) -> Call:
    def create_task(self: Any, coro: Any, **named: Any) -> Any:
        try:
            if not isinstance(coro, Coroutine) or isinstance(coro, Driven):
                return original(self, coro, **named)
            driven = Driven(coro)
            task = original(self, driven, **named)
        except BaseException as error:
            hide(error)
            raise
        driven.made = (getattr(task, "get_name", str)(), line_of(frame_at(1)), now())
        driven.tell_task()
        return task

    return create_task


class Driven(Coroutine[Any, Any, Any]):
    """What a task steps through: the learner's coroutine, with its name, its frame and its errors."""

    __slots__ = ("__name__", "__qualname__", "_awaiting_at", "_coroutine", "_line", "_until", "made", "number")

    def __init__(self, coroutine: Any) -> None:
        self._coroutine = coroutine
        self.__name__ = getattr(coroutine, "__name__", type(coroutine).__name__)
        self.__qualname__ = getattr(coroutine, "__qualname__", self.__name__)
        self.number = THIS.next_number()
        self._awaiting_at = self._line = self._until = 0
        self.made: tuple[str, int, int] | None = None
        """Its name, where and when it was made, until its first step."""

    def tell_task(self) -> None:
        if self.made:
            name, line, at = self.made
            current().tell(About.TASK, name, subject=self.number, line=line, number=at)

    def _begin(self) -> None:
        """Before 3.13 a group names its task when that is made: so it is looked at once more before the first step."""
        assert self.made
        name, line, at = self.made
        task = sys.modules["asyncio.tasks"].current_task()
        if task is not None and task.get_name() != name:
            self.made = (task.get_name(), line, at)
            self.tell_task()
        self.made = None

    def send(self, value: Any) -> Any:
        try:
            return self._step(self._coroutine.send, value)
        except BaseException as error:
            hide(error)
            raise

    def throw(self, *error: Any) -> Any:
        try:
            return self._step(self._coroutine.throw, *error)
        except BaseException as raised:
            hide(raised)
            raise

    def _step(self, step: Call, *arguments: Any) -> Any:
        if self.made:
            self._begin()
        writer = current()
        if self._awaiting_at:
            writer.end_by(self._awaiting_at, self._until) if self._until else writer.end(self._awaiting_at)
            self._awaiting_at = 0
        at = writer.begin(STEP, 0, self._line or line_of_coroutine(self._coroutine), self.number, 0)
        try:
            yielded = step(*arguments)
        finally:
            writer.end(at)
        what, self._line, number = awaited_by(self._coroutine, yielded)
        if yielded is not None:  # else it only lets others have their turn, as `sleep(0)` does
            self._awaiting_at = writer.begin(AWAIT, what, self._line, self.number, number)
            self._until = end_of_sleep(self._coroutine) if what == What.SLEEP else 0
        return yielded

    def close(self) -> None:
        self._coroutine.close()

    def __await__(self) -> Generator[Any, Any, Any]:
        found: Generator[Any, Any, Any] = self._coroutine.__await__()
        return found

    def __repr__(self) -> str:
        return repr(self._coroutine)

    @property
    def cr_code(self) -> CodeType | None:
        return getattr(self._coroutine, "cr_code", None)

    @property
    def cr_frame(self) -> FrameType | None:
        return getattr(self._coroutine, "cr_frame", None)

    @property
    def cr_running(self) -> bool:
        return bool(getattr(self._coroutine, "cr_running", False))

    @property
    def cr_await(self) -> Any:
        return getattr(self._coroutine, "cr_await", None)

    @property
    def cr_origin(self) -> Any:
        return getattr(self._coroutine, "cr_origin", None)

    @property
    def cr_suspended(self) -> bool:
        return bool(getattr(self._coroutine, "cr_suspended", False))
