"""Connections of multiprocessing: what a process waits for that another one sends, or takes."""

from __future__ import annotations

import select

from sandbox.inside.recorder.replacing import replace, waiting
from sandbox.record_form import What

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any

TAKEN_AT_ONCE = 4096
"""So much a pipe takes in one piece when poll says that it takes anything: PIPE_BUF."""


def patch_connection(module: Any) -> None:
    replace(module.Connection, name="_recv_bytes", make=waiting(What.PIPE, waits=has_nothing))
    replace(module.Connection, name="_send_bytes", make=waiting(What.PIPE, waits=takes_nothing))


def has_nothing(connection: Any, *_: Any, **__: Any) -> bool:
    return not is_ready(connection._handle, select.POLLIN)


def takes_nothing(connection: Any, data: Any, *_: Any, **__: Any) -> bool:
    return len(data) > TAKEN_AT_ONCE or not is_ready(connection._handle, select.POLLOUT)


def is_ready(descriptor: int, event: int) -> bool:
    """Whether an operation will not wait; what cannot be asked is to show itself."""
    poll = select.poll()
    try:
        poll.register(descriptor, event)
        return bool(poll.poll(0))
    except (OSError, ValueError, TypeError):
        return True
