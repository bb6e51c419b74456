"""Waiting for other programs: subprocesses, and what os itself offers."""

from __future__ import annotations

from sandbox.inside.recorder.replacing import replace, waiting
from sandbox.record_form import What

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any


def patch_subprocess(module: Any) -> None:
    for name in ("wait", "communicate"):
        replace(module.Popen, name=name, make=waiting(What.CHILD, other=number_of_child, waits=still_runs))


def patch_os(module: Any) -> None:
    """With WNOHANG it is a look, and no wait."""

    def is_wait(_: Any = None, options: int = 0, *more: Any) -> bool:
        return not (more[0] if more else options) & module.WNOHANG

    for name in ("waitpid", "waitid", "wait4"):
        replace(module, name=name, make=waiting(What.CHILD, waits=is_wait))
    replace(module, name="wait", make=waiting(What.CHILD))
    replace(module, name="wait3", make=waiting(What.CHILD, waits=lambda options: not options & module.WNOHANG))


def number_of_child(popen: Any, *_: Any, **__: Any) -> int:
    return int(popen.pid)


def still_runs(popen: Any, *_: Any, **__: Any) -> bool:
    return popen.returncode is None
