"""Processes of multiprocessing: their names and beginnings, joins, and pools."""

from __future__ import annotations

import atexit
import sys
from types import FrameType

from sandbox.inside.recorder import life
from sandbox.inside.recorder.executors import PROCESSES, THREADS
from sandbox.inside.recorder.lines import BEGINNINGS, line_of
from sandbox.inside.recorder.replacing import Call, after, hide, replace, waiting
from sandbox.inside.recorder.writing import current
from sandbox.record_form import About, What

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any

HAS_ATEXIT = sys.version_info >= (3, 13)
"""Since then a child of multiprocessing calls what is registered for its end, after its bootstrap."""


def patch_process(module: Any) -> None:
    replace(module.BaseProcess, name="_bootstrap", make=bootstrap)
    replace(module.BaseProcess, name="join", make=waiting(What.CHILD, other=number_of_child))


def patch_forks(module: Any) -> None:
    """What a forked child still does after its own work is not its parent's line either."""
    BEGINNINGS.add(module.Popen._launch.__code__)


def patch_pool(module: Any) -> None:
    replace(module.Pool, name="__init__", make=after(tell_pool))
    for name in ("join", "terminate"):
        replace(module.Pool, name=name, make=waiting(What.EXECUTOR))


def end_after_multiprocessing(util: Any) -> None:
    """At the end of a process multiprocessing still waits for children and queues: it is called before we are."""
    atexit.unregister(util._exit_function)
    atexit.unregister(life.end_process)
    atexit.register(life.end_process)
    atexit.register(util._exit_function)


def bootstrap(original: Call) -> Call:
    """What runs in a child, whatever way it was started."""

    def _bootstrap(self: Any, *arguments: Any, **named: Any) -> Any:
        try:
            life.tell_process(self.name)
            if HAS_ATEXIT:
                end_after_multiprocessing(sys.modules["multiprocessing.util"])
            return original(self, *arguments, **named)
        except BaseException as error:
            hide(error)
            raise
        finally:
            if not HAS_ATEXIT:
                life.end_process()

    BEGINNINGS.add(_bootstrap.__code__)
    return _bootstrap


def number_of_child(process: Any, *_: Any, **__: Any) -> int:
    popen = process._popen
    return 0 if popen is None else int(popen.pid)


def tell_pool(frame: FrameType, pool: Any, *_: Any, **__: Any) -> None:
    made = sys.modules["multiprocessing.pool"].ThreadPool
    kind = THREADS if isinstance(pool, made) else PROCESSES
    current().tell(About.POOL, kind, subject=pool._processes, line=line_of(frame))
