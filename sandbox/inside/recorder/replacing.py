"""Puts recorded versions of functions and methods in the place of the library's, so that nobody sees the difference."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import WRAPPER_ASSIGNMENTS, update_wrapper

from sandbox.inside.recorder.lines import line_of
from sandbox.inside.recorder.writing import current
from sandbox.record_form import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any

FOLDER = os.path.dirname(__file__)  # noqa: PTH120 - pathlib would cost every start of Python in a jail
WAIT = int(Kind.WAIT)
frame_at = sys._getframe

type Call = Callable[..., Any]
type Ask = Callable[..., int]


def replace(owner: Any, *, name: str, make: Callable[[Call], Call]) -> None:
    """`make` is given what is there; what it returns is shown as it is, and is pickled by the place where it stands."""
    original = getattr(owner, name)
    made: Any = update_wrapper(make(original), original, [*WRAPPER_ASSIGNMENTS, "__text_signature__"])
    # What C made names itself by another place, `posix.read` or `_io.open`, where the original is still found.
    if isinstance(owner, type):
        made.__module__, made.__qualname__ = owner.__module__, f"{owner.__qualname__}.{name}"
    else:
        made.__module__ = owner.__name__
    setattr(owner, name, made)


def hide(error: BaseException) -> None:
    """Takes the recorder's frames off the traceback, which is handed on by a `raise` that adds none."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename.startswith(FOLDER):
        trace = trace.tb_next
    error.__traceback__ = trace


def nothing(*_: Any, **__: Any) -> int:
    return 0


def no_limit(*_: Any, **__: Any) -> None:
    return None


def limit_of_get(_: Any, __: bool = True, timeout: float | None = None, *___: Any, **____: Any) -> float | None:
    """Of queues of every kind. What makes no sense is refused by the original."""
    return timeout


def limit_of_put(_: Any, __: Any = None, *arguments: Any, **named: Any) -> float | None:
    return limit_of_get(_, *arguments, **named)


def waits_always(*_: Any, **__: Any) -> bool:
    return True


def waiting(
    what: int,
    *,
    number: Ask = nothing,
    other: Ask = nothing,
    waits: Callable[..., bool] = waits_always,
    limit: Call = no_limit,
) -> Callable[[Call], Call]:
    """Makes a recorded wait of a function. The asks get the arguments of each call; it is recorded when it `waits`.

    `limit`: how many seconds it may wait at most, None for ever.
    """

    def make(original: Call) -> Call:
        def wait(*arguments: Any, **named: Any) -> Any:
            try:
                writer = current()
                if writer.is_waiting or not waits(*arguments, **named):
                    return original(*arguments, **named)
                subjects = number(*arguments, **named), other(*arguments, **named)
                seconds = limit(*arguments, **named)
                at = writer.begin(WAIT, what, line_of(frame_at(1)), *subjects)
                writer.is_waiting = True
                try:
                    return original(*arguments, **named)
                finally:
                    writer.is_waiting = False
                    writer.end_after(at, seconds)
            except BaseException as error:
                hide(error)
                raise

        return wait

    return make


def after(act: Callable[..., None]) -> Callable[[Call], Call]:
    """Makes a function after which `act` is called with the calling frame and the same arguments."""

    def make(original: Call) -> Call:
        def call(*arguments: Any, **named: Any) -> Any:
            try:
                result = original(*arguments, **named)
            except BaseException as error:
                hide(error)
                raise
            act(frame_at(1), *arguments, **named)
            return result

        return call

    return make
