"""Event loops of asyncio: when they give a task its turn, when that is over, and since when it could have the next.

Nothing is wrapped around a task or a step, so neither the task's coroutine nor its stack is another than without the
recorder. Something is done *before* each turn instead: when the loop looks up the method by which it gives it. A turn
is over when the loop looks for the next one, or when the task is put into the queue of those that are ready.
"""

from __future__ import annotations

from functools import partial
from types import BuiltinMethodType, MethodType

from sandbox.inside.recorder.lines import line_of
from sandbox.inside.recorder.replacing import Call, frame_at, hide
from sandbox.inside.recorder.tasks import begin_step, end_step, is_task, make_ready, tell_eager_start
from sandbox.inside.recorder.writing import current, now

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any

OF_C = ("TaskStepMethWrapper", "task_wakeup")
"""What a task of C has its loop call, for a step: a type, and the name of a method. See Modules/_asynciomodule.c."""
OF_PYTHON = ("__step", "__wakeup")


def patch_events(module: Any) -> None:
    """A handle is what a loop will call; its slot is written by whoever makes one, whatever loop it is for."""
    slot = module.Handle.__dict__["_callback"]
    module.Handle._callback = property(slot.__get__, partial(set_callback, slot.__set__))
    module.Handle._run = Before(module.Handle._run, begin_turn)


def patch_loops(module: Any) -> None:
    loop = module.BaseEventLoop
    loop._run_once = Before(loop._run_once, end_turn)
    loop._set_coroutine_origin_tracking = Before(loop._set_coroutine_origin_tracking, end_turn_of_ended_loop)
    loop.create_task = ByFactory(loop.create_task)


class Before:
    """In the place of a method: what is to be done first is done when an object is asked for it, to call it."""

    def __init__(self, original: Call, act: Call) -> None:
        self._original, self._act = original, act

    def __get__(self, owner: Any, _: Any = None) -> Any:
        if owner is None:
            return self._original
        self._act(owner)
        return MethodType(self._original, owner)


class ByFactory:
    """In the place of a loop's `create_task`: where a factory makes the tasks, their first step may be eager."""

    def __init__(self, original: Call) -> None:
        self._original = original

    def __get__(self, loop: Any, _: Any = None) -> Any:
        if loop is None:
            return self._original
        return MethodType(self._original if loop._task_factory is None else create_task(self._original), loop)


def create_task(original: Call) -> Call:
    def create_task(self: Any, *arguments: Any, **named: Any) -> Any:
        began = now()
        try:
            task = original(self, *arguments, **named)
        except BaseException as error:
            hide(error)
            raise
        if is_task(task):
            tell_eager_start(task, began, line_of(frame_at(1)))
        return task

    return create_task


def set_callback(store: Call, handle: Any, callback: Any) -> None:
    store(handle, callback)
    task = task_to_step(callback)
    if task is not None:
        make_ready(task, frame_at(1))


def begin_turn(handle: Any) -> None:
    writer = current()
    if writer.task is not None:
        end_step(writer)
    task = task_to_step(handle._callback)
    if task is not None:
        begin_step(task, writer)


def end_turn(_: Any) -> None:
    writer = current()
    if writer.task is not None:
        end_step(writer)


def end_turn_of_ended_loop(loop: Any) -> None:
    """A loop is asked for this method by its `set_debug` too, in the middle of a step."""
    if loop._thread_id is None:
        end_turn(loop)


def task_to_step(callback: Any) -> Any:
    """The task of which a loop is to call the next step; None if it is to call anything else."""
    kind = type(callback)
    if kind is MethodType:
        is_step = callback.__func__.__name__ in OF_PYTHON if is_task(callback.__self__) else False
    elif kind is BuiltinMethodType:
        is_step = callback.__name__ in OF_C and is_task(callback.__self__)
    else:
        is_step = kind.__name__ in OF_C and kind.__module__ == "_asyncio"
    return callback.__self__ if is_step else None
