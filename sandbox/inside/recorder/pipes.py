"""Connections of multiprocessing: what a process waits for that another one sends, or takes.

Each message is told, also one that is there: to ask first would give away the GIL once more than the program does.
"""

from __future__ import annotations

from sandbox.inside.recorder.replacing import replace, waiting
from sandbox.record_form import What

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any


def patch_connection(module: Any) -> None:
    for name in ("_recv_bytes", "_send_bytes"):
        replace(module.Connection, name=name, make=waiting(What.PIPE))
