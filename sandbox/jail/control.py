"""The line between a jail's keepers and the supervisor: one message a packet, some with descriptors.

The builder and pid 1 share one end and tell `Failed`, `Born`, `Built`, `Exited`, `Reaped`; the supervisor says `GO`.
The program never has it, so that whatever a program writes is its output and nothing else.
"""

import json
import socket
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

MESSAGE_BYTES = 4096
MOST_DESCRIPTORS = 3
GO = b"go"


@dataclass(frozen=True, kw_only=True)
class Failed:
    """A wall could not be built: which step, the system's error number (0 for none) and what it said."""

    step: str
    errno: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Born:
    """Pid 1 of the jail exists; `pid` is its number outside. Bears its pidfd."""

    pid: int


@dataclass(frozen=True, kw_only=True)
class Built:
    """All walls stand and pid 1 waits for GO. Bears /tmp, /dev/shm and, where there is a fresh one, /proc."""

    has_own_proc: bool


@dataclass(frozen=True, kw_only=True)
class Exited:
    """The program ended by itself; `code` is negative for a signal, `largest_bytes` the most one process of it held."""

    code: int
    largest_bytes: int


@dataclass(frozen=True, kw_only=True)
class Reaped:
    """Nothing of the jail lives any more; the CPU time of all that ever lived in it, in seconds."""

    cpu_seconds: float


type Message = Failed | Born | Built | Exited | Reaped
KINDS: dict[str, type[Message]] = {each.__name__: each for each in (Failed, Born, Built, Exited, Reaped)}


def tell(line: socket.socket, message: Message, descriptors: Sequence[int] = ()) -> None:
    data = json.dumps([type(message).__name__, asdict(message)]).encode()
    socket.send_fds(line, [data], list(descriptors))


def hear(line: socket.socket) -> tuple[Message | None, list[int]]:
    """The next message and its descriptors, which the caller owns; None once both keepers are gone."""
    data, descriptors, _, _ = socket.recv_fds(line, MESSAGE_BYTES, MOST_DESCRIPTORS, socket.MSG_CMSG_CLOEXEC)
    if not data:
        return None, descriptors
    kind, values = _unpacked(data)
    return KINDS[kind](**values), descriptors


def _unpacked(data: bytes) -> tuple[str, dict[str, Any]]:
    kind, values = json.loads(data)
    return kind, values
