"""What threading and queue let a thread wait for: conditions, events, semaphores, barriers, joins.

All of the library's own waiting that is written in Python ends in `Condition.wait`, and only when it really waits: it
is recorded there, as what it is for. That costs nothing where nobody waits.
"""

from __future__ import annotations

import sys
from types import FrameType

from sandbox.inside.recorder.lines import is_own, line_if_asked_by_program, line_of
from sandbox.inside.recorder.locks import Lock
from sandbox.inside.recorder.naming import number_for_use
from sandbox.inside.recorder.replacing import WAIT, Call, hide, limit_of_get, limit_of_put, replace, waiting
from sandbox.inside.recorder.rlocks import RLock, make_rlock, rlock_maker
from sandbox.inside.recorder.writing import THIS, current
from sandbox.record_form import About, What

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any

frame_at = sys._getframe
PURPOSE = "_recorded"
"""The attribute of a condition: what is waited for by it, the number of that, and that it has no name yet if so."""
CALLERS = {
    "Event.wait": What.EVENT, "Semaphore.acquire": What.SEMAPHORE, "Barrier._wait": What.BARRIER,
    "Barrier._enter": What.BARRIER, "Queue.get": What.QUEUE_GET, "Queue.put": What.QUEUE_PUT,
    "Queue.join": What.QUEUE_JOIN,
}  # fmt: skip
"""By the library's function that waits by a condition; what the library made for itself has no number."""
FUTURES = ("concurrent/futures/_base.py", "multiprocessing/pool.py")
FEEDER = "multiprocessing/queues.py"


def patch_threading(threading: Any) -> None:
    threading.Lock, threading._CRLock = Lock, RLock
    replace(threading, name="RLock", make=rlock_maker)
    replace(threading.Condition, name="__init__", make=condition_with_recorded_lock)
    replace(threading.Condition, name="wait", make=condition_wait)
    for kind, conditions in (
        (threading.Event, {"_cond": What.EVENT}),
        (threading.Semaphore, {"_cond": What.SEMAPHORE}),
        (threading.BoundedSemaphore, {"_cond": What.SEMAPHORE}),
        (threading.Barrier, {"_cond": What.BARRIER}),
    ):
        number_when_made(kind, conditions)
    replace(threading.Event, name="is_set", make=event_is_set)
    join = waiting(What.JOIN, other=native_id, waits=is_running, limit=limit_of_join)
    replace(threading.Thread, name="join", make=join)


def patch_queue(queue: Any) -> None:
    conditions = {"not_empty": What.QUEUE_GET, "not_full": What.QUEUE_PUT, "all_tasks_done": What.QUEUE_JOIN}
    number_when_made(queue.Queue, conditions)
    for name, what, limit in (("get", What.QUEUE_GET, limit_of_get), ("put", What.QUEUE_PUT, limit_of_put)):
        replace(queue.Queue, name=name, make=waiting(what, number=number_of_queue, waits=is_contended, limit=limit))


def number_of_queue(queue: Any, *_: Any, **__: Any) -> int:
    return purpose_of(queue.not_empty)[1]


def is_contended(queue: Any, *_: Any, **__: Any) -> bool:
    """Somebody else is at the queue just now: its lock is waited for, and perhaps an item after that."""
    return bool(queue.mutex.locked())


def number_when_made(kind: Any, conditions: dict[str, What]) -> None:
    """Has every object of a class that the learner makes numbered and named; `conditions`: what each is for."""

    def make(original: Call) -> Call:
        def __init__(self: Any, *arguments: Any, **named: Any) -> None:
            try:
                original(self, *arguments, **named)
            except BaseException as error:
                hide(error)
                raise
            frame = frame_at(1)
            if is_own(frame):
                numbered = number_for_use(frame, type(self).__name__)
                for condition, what in conditions.items():
                    setattr(getattr(self, condition), PURPOSE, (int(what), *numbered))

        return __init__

    replace(kind, name="__init__", make=make)


def condition_with_recorded_lock(original: Call) -> Call:
    """A condition's own lock has the condition's name and number."""

    def __init__(self: Any, lock: Any = None) -> None:
        frame = frame_at(1)
        if not is_own(frame):
            original(self, lock)
            return
        numbered = number_for_use(frame, "Condition")
        original(self, make_rlock(*numbered) if lock is None else lock)
        setattr(self, PURPOSE, (int(What.CONDITION), *numbered))

    return __init__


def purpose_of(condition: Any) -> tuple[int, int]:
    """What is waited for by it, and the number of that, which has its name from now on; zeros for the library's own."""
    what, number, unnamed = getattr(condition, PURPOSE, (0, 0, None))
    if unnamed is not None:
        setattr(condition, PURPOSE, (what, number, None))
        unnamed.tell_late(number)
    return what, number


def condition_wait(original: Call) -> Call:
    def wait(self: Any, timeout: float | None = None) -> Any:
        try:
            writer = current()
            if writer.is_waiting or (timeout is not None and timeout <= 0):
                return original(self, timeout)
            frame = frame_at(1)
            what, number = purpose_of(self)
            if not what:
                what, number = what_library_waits_for(frame)
            at = writer.begin(WAIT, what, line_of(frame), number, 0)
            writer.is_waiting, writer.has_met_lock = True, False
            try:
                return original(self, timeout)
            finally:
                writer.is_waiting = False
                writer.end_after(at, None if writer.has_met_lock else timeout)
        except BaseException as error:
            hide(error)
            raise

    return wait


def what_library_waits_for(frame: FrameType | None) -> tuple[int, int]:
    """By who waits; the functions nearest to the wait say it best, but for what they serve."""
    found = int(What.CONDITION)
    while frame is not None:
        code = frame.f_code
        if code.co_filename.endswith(FUTURES):
            return int(What.FUTURE), 0
        if code.co_filename.endswith(FEEDER):
            return int(What.QUEUE_GET), 0
        if code.co_qualname == "Thread.start":
            return found, number_of_starting()
        if code.co_qualname in CALLERS:
            found = int(CALLERS[code.co_qualname])
        elif not code.co_filename.endswith(("threading.py", "queue.py")):
            return found, 0
        frame = frame.f_back
    return found, 0


starting: list[int] = []


def number_of_starting() -> int:
    """`Thread.start` waits until the new thread runs: an event that has one name in all of the process."""
    if not starting:
        starting.append(THIS.next_number())
        current().tell(About.OBJECT, "start of a thread", subject=starting[0])
    return starting[0]


def event_is_set(original: Call) -> Call:
    def is_set(self: Any) -> bool:
        is_so: bool = original(self)
        if not is_so:
            current().poll("event.is_set", line_if_asked_by_program(frame_at(1)))
        return is_so

    return is_set


def native_id(thread: Any, *_: Any, **__: Any) -> int:
    return thread.native_id or 0


def is_running(thread: Any, *_: Any, **__: Any) -> bool:
    """Whoever is asked too early, or by itself, refuses in its own words."""
    return thread._initialized and thread.native_id is not None and thread.is_alive()


def limit_of_join(_: Any, timeout: float | None = None, *__: Any, **___: Any) -> float | None:
    return timeout
