"""When processes and threads begin and end: their names, the build they run on, and what is only told at the end."""

from __future__ import annotations

import atexit
import os
import sys
from types import FrameType

from sandbox.inside.recorder.lines import PROGRAM, is_own, line_of
from sandbox.inside.recorder.replacing import WAIT, Call, hide, replace
from sandbox.inside.recorder.writing import LOCAL, THIS, current, now
from sandbox.record_form import About, What

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any

frame_at = sys._getframe
STARTED = "_recorded"
"""The attribute of a thread that says from which line it was started, and whether by the learner."""
MULTIPROCESSING_FORKS = ("multiprocessing/popen_fork.py", "multiprocessing/forkserver.py")
MICROSECONDS = 1_000_000


def begin_process(name: str) -> None:
    """`name` is empty where multiprocessing will say it, when the process has come to its own work."""
    writer = current()
    has_gil = getattr(sys, "_is_gil_enabled", lambda: True)()
    interval = int(sys.getswitchinterval() * MICROSECONDS)
    writer.tell(About.BUILD, "", subject=int(not has_gil), number=interval)
    writer.tell(About.THREAD, "MainThread", number=now())
    if name:
        tell_process(name)


def tell_process(name: str) -> None:
    current().tell(About.PROCESS, name, subject=os.getppid(), number=now())


def name_of_interpreter() -> str:
    """What this Python was started for; "" for a child of multiprocessing."""
    arguments = sys.orig_argv[1:]
    if "--multiprocessing-fork" in arguments:
        return ""
    if arguments[-1:] == [PROGRAM]:
        return "MainProcess"
    told = " ".join(arguments)
    for module, name in HELPERS.items():
        if f"from {module} import main" in told:
            return name
    return " ".join(["python", *(os.path.basename(each) for each in arguments[:2])])  # noqa: PTH119


TRACKER = "resource tracker"
HELPERS = {"multiprocessing.forkserver": "forkserver", "multiprocessing.resource_tracker": TRACKER}


def begin_forked_process() -> None:
    """In the child of a fork, before anything else of it."""
    if THIS.buffer is None:
        return
    try:
        THIS.buffer.renew()
        THIS.renew()
        if hasattr(LOCAL, "writer"):
            LOCAL.writer.settle()
        for each in RENEWED_AT_FORK:
            each()
        begin_process("" if was_forked_by_multiprocessing() else "forked")
    except Exception:
        return


def was_forked_by_multiprocessing() -> bool:
    frame: FrameType | None = frame_at(1)
    while frame is not None:
        if frame.f_code.co_filename.endswith(MULTIPROCESSING_FORKS):
            return True
        frame = frame.f_back
    return False


def patch_threading(threading: Any) -> None:
    replace(threading.Thread, name="start", make=start)
    replace(threading.Thread, name="_bootstrap_inner", make=bootstrap)
    replace(threading, name="_shutdown", make=shutdown)
    atexit.register(end_process)


def start(original: Call) -> Call:
    def start(self: Any) -> None:
        frame = frame_at(1)
        try:
            setattr(self, STARTED, (line_of(frame), is_own(frame)))
            original(self)
        except BaseException as error:
            hide(error)
            raise

    return start


def bootstrap(original: Call) -> Call:
    """What runs in a new thread."""

    def _bootstrap_inner(self: Any) -> None:
        writer = current()
        line, _ = getattr(self, STARTED, (0, False))
        name, began = self.name, now()
        writer.tell(About.THREAD, name, subject=int(self.daemon), line=line, number=began)
        try:
            original(self)
        finally:
            if self.name != name:
                writer.tell(About.THREAD, self.name, subject=int(self.daemon), line=line, number=began)
            writer.tell_rest()
            writer.tell(About.THREAD_END, number=now())
            writer.leave()

    return _bootstrap_inner


def shutdown(original: Call) -> Call:
    """What the main thread does when the program's last line is done: it waits for the other threads."""

    def _shutdown() -> None:
        writer = current()
        at = writer.begin(WAIT, What.JOIN, 0, 0, 0) if any(map(is_waited_for, other_threads())) else 0
        was_waiting, writer.is_waiting = writer.is_waiting, True
        try:
            original()
        finally:
            writer.is_waiting = was_waiting
            writer.end(at)
            for each in other_threads():
                if each.daemon and getattr(each, STARTED, (0, False))[1]:
                    writer.tell(About.DAEMON_CUT, each.name, subject=each.native_id or 0, line=each._recorded[0])

    return _shutdown


def is_waited_for(thread: Any) -> bool:
    return not thread.daemon


def other_threads() -> list[Any]:
    threading = sys.modules["threading"]
    alive = list(threading._active.values())
    return [each for each in alive if each is not threading.current_thread() and each.is_alive()]


def end_process() -> None:
    """The last that the main thread does of the program's."""
    if THIS.has_ended:
        return
    THIS.has_ended = True
    writer = current()
    for each in TOLD_AT_END:
        each()
    writer.tell_rest()
    writer.tell(About.THREAD_END, number=now())


RENEWED_AT_FORK: list[Call] = []
"""What a child must forget of its parent."""
TOLD_AT_END: list[Call] = []
"""What else is told when a process ends."""
