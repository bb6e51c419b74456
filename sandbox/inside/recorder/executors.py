"""Executors of concurrent.futures: how many workers they have, and that somebody waits for all of them to end.

Results need nothing here: who waits for them does so by `Condition.wait`, see waits.py; idle workers wait for a queue.
"""

from __future__ import annotations

from types import FrameType

from sandbox.inside.recorder.lines import line_of
from sandbox.inside.recorder.replacing import after, replace, waiting
from sandbox.inside.recorder.writing import current
from sandbox.record_form import About, What

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any

THREADS, PROCESSES = "threads", "processes"


def patch_thread_executor(module: Any) -> None:
    patch_executor(module.ThreadPoolExecutor, kind=THREADS)


def patch_process_executor(module: Any) -> None:
    patch_executor(module.ProcessPoolExecutor, kind=PROCESSES)


def patch_executor(executor: Any, *, kind: str) -> None:
    def tell(frame: FrameType, self: Any, *_: Any, **__: Any) -> None:
        current().tell(About.POOL, kind, subject=self._max_workers, line=line_of(frame))

    replace(executor, name="__init__", make=after(tell))
    replace(executor, name="shutdown", make=waiting(What.EXECUTOR, waits=is_to_wait))


def is_to_wait(_: Any, wait: bool = True, **__: Any) -> bool:
    return wait
