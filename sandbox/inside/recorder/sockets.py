"""Sockets that may block, and selectors: what a program waits for from the network.

Each operation of a blocking socket is told: to ask first would give away the GIL once more than the program does.
"""

from __future__ import annotations

from sandbox.inside.recorder.replacing import Call, replace, waiting
from sandbox.record_form import What

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any

OPERATIONS = (
    "accept", "connect", "recv", "recv_into", "recvfrom", "recvfrom_into", "recvmsg", "recvmsg_into",
    "send", "sendall", "sendto", "sendmsg",
)  # fmt: skip


def patch_socket(module: Any) -> None:
    """Its class inherits from C's: what is put into it stands before that. The names of hosts are asked by network."""
    for name in OPERATIONS:
        replace(module.socket, name=name, make=waiting(What.SOCKET, waits=blocks))
    replace(module, name="getaddrinfo", make=waiting(What.SOCKET))


def blocks(socket: Any, *_: Any, **__: Any) -> bool:
    return bool(socket.gettimeout() != 0)


def patch_select(module: Any) -> None:
    replace(module, name="select", make=waiting(What.SELECT, waits=has_time))


def patch_selectors(module: Any) -> None:
    """Each class has a method of its own, or its base's."""
    for name in ("SelectSelector", "PollSelector", "EpollSelector", "DevpollSelector"):
        kind = getattr(module, name, None)
        if kind is not None:
            replace(kind, name="select", make=selecting)


def selecting(original: Call) -> Call:
    return waiting(What.SELECT, waits=has_time_to_select)(original)


def has_time_to_select(_: Any, timeout: float | None = None) -> bool:
    return timeout is None or timeout > 0


def has_time(*arguments: Any) -> bool:
    """Of `select.select`, with its three lists before the time."""
    return len(arguments) < 4 or arguments[3] is None or arguments[3] > 0
