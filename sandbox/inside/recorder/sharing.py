"""What processes share: locks, semaphores, conditions and queues of multiprocessing.

One that the learner's code makes has a mark in its name for the kernel, by which spawned children know it too. From
that name comes its number: it is the same in all processes. Forked children inherit both with the object.
"""

from __future__ import annotations

import zlib
from functools import update_wrapper
from types import FrameType

from sandbox.inside.recorder.lines import is_own, line_if_asked_by_program, line_of
from sandbox.inside.recorder.naming import place_of
from sandbox.inside.recorder.replacing import (
    FOLDER,
    WAIT,
    Call,
    after,
    frame_at,
    hide,
    limit_of_get,
    limit_of_put,
    replace,
    waiting,
)
from sandbox.inside.recorder.writing import THIS, current
from sandbox.record_form import What

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any

SHARED_LOCK = int(What.SHARED_LOCK)
OWN = "-own"
MAKERS = ("multiprocessing/synchronize.py", "multiprocessing/context.py", "multiprocessing/sharedctypes.py")
"""What stands between the learner's code and a lock that it makes; a queue makes its locks for itself."""
RECURSIVE = 0
"""The kind of an RLock: see Modules/_multiprocessing/semaphore.c."""


def patch_synchronize(module: Any) -> None:
    semaphore = module.SemLock
    semaphore._make_name = staticmethod(update_wrapper(marked_name(semaphore._make_name), semaphore._make_name))
    replace(semaphore, name="__init__", make=after(tell_semaphore))
    replace(semaphore, name="_make_methods", make=make_methods)
    replace(semaphore, name="__enter__", make=enter)
    replace(semaphore, name="__exit__", make=leave)
    replace(module.Condition, name="wait", make=waiting(What.SHARED_LOCK, number=number_of_condition))


def patch_queues(module: Any) -> None:
    get = waiting(What.QUEUE_GET, number=number_of_queue, waits=blocks, limit=limit_of_get)
    put = waiting(What.QUEUE_PUT, number=number_of_queue, waits=is_full, limit=limit_of_put)
    replace(module.Queue, name="__init__", make=after(tell_queue))
    replace(module.SimpleQueue, name="__init__", make=after(tell_queue))
    replace(module.Queue, name="get", make=get)
    replace(module.Queue, name="put", make=put)
    replace(module.JoinableQueue, name="put", make=put)
    replace(module.JoinableQueue, name="join", make=waiting(What.QUEUE_JOIN, number=number_of_queue))
    replace(module.SimpleQueue, name="get", make=waiting(What.QUEUE_GET, number=number_of_queue))


def marked_name(original: Call) -> Call:
    def _make_name() -> str:
        return str(original()) + (OWN if is_made_by_learner(frame_at(1)) else "")

    return _make_name


def is_made_by_learner(frame: FrameType | None) -> bool:
    while frame is not None and frame.f_code.co_filename.endswith(MAKERS):
        frame = frame.f_back
        while frame is not None and frame.f_code.co_filename.startswith(FOLDER):
            frame = frame.f_back
    return is_own(frame)


def number_of_condition(condition: Any, *_: Any, **__: Any) -> int:
    return number_of(condition._lock)


def number_of_queue(queue: Any, *_: Any, **__: Any) -> int:
    return number_of(queue._rlock)


def number_of(semaphore: Any) -> int:
    number, _ = semaphore._recorded
    return int(number)


def blocks(_: Any, block: bool = True, *__: Any, **___: Any) -> bool:
    return block


def is_full(queue: Any, _: Any = None, block: bool = True, *__: Any, **___: Any) -> bool:
    return block and queue._sem._semlock._is_zero()


def tell_semaphore(frame: FrameType, made: Any, *_: Any, **__: Any) -> None:
    number, is_learners = made._recorded
    if is_learners:
        place_of(frame, type(made).__name__).tell(number)


def tell_queue(frame: FrameType, queue: Any, *_: Any, **__: Any) -> None:
    if line_of(frame):
        place_of(frame, type(queue).__name__).tell(number_of_queue(queue))


def make_methods(original: Call) -> Call:
    """Called for every semaphore, made or unpickled. With the fork method it has no name, and is only inherited."""

    def _make_methods(self: Any) -> None:
        original(self)
        name = self._semlock.name
        number = THIS.next_number() if name is None else zlib.crc32(name.encode())
        is_learners = is_made_by_learner(frame_at(1)) if name is None else name.endswith(OWN)
        self._recorded = number, is_learners
        if is_learners:
            shared = Shared(self._semlock, number)
            self.acquire, self.release = shared.acquire, shared.release

    return _make_methods


def enter(original: Call) -> Call:
    def __enter__(self: Any) -> Any:
        return self.acquire() if self._recorded[1] else original(self)

    return __enter__


def leave(original: Call) -> Call:
    def __exit__(self: Any, *error: Any) -> Any:
        return self.release() if self._recorded[1] else original(self, *error)

    return __exit__


class Shared:
    """Acquires and releases, recorded. Held is what has one owner: no semaphore that counts further than one."""

    __slots__ = ("_held_at", "_is_lock", "_number", "_semaphore")

    def __init__(self, semaphore: Any, number: int) -> None:
        self._semaphore = semaphore
        self._number = number
        self._is_lock = semaphore.maxvalue == 1 or semaphore.kind == RECURSIVE
        self._held_at = 0

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        frame = frame_at(1)
        if not self._semaphore.acquire(False):
            if not block:
                current().poll("lock.acquire", line_if_asked_by_program(frame))
                return False
            if not self._wait(frame, timeout):
                return False
        if self._is_lock and self._semaphore._count() == 1:
            self._held_at = current().hold(SHARED_LOCK, frame, self._number)
        return True

    def _wait(self, frame: FrameType, timeout: float | None) -> bool:
        writer = current()
        if writer.is_waiting:
            return bool(self._semaphore.acquire(True, timeout))
        at = writer.begin(WAIT, SHARED_LOCK, line_of(frame), self._number, 0)
        try:
            return bool(self._semaphore.acquire(True, timeout))
        except BaseException as error:
            hide(error)
            raise
        finally:
            writer.end_after(at, timeout)

    def release(self) -> None:
        if self._held_at and self._semaphore._count() <= 1:
            at, self._held_at = self._held_at, 0
            current().end(at)
        try:
            self._semaphore.release()
        except (AssertionError, ValueError) as error:
            hide(error)
            raise
