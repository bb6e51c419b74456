"""The lines between the runner, a zygote and a jail: one message a packet, some with descriptors.

A zygote hears orders at its door and tells `Ready`, `Born`, `Failed`. The keepers of a jail, pid 1 and the process that
becomes the program, share one end of a line of their own and tell `Built`, `Begun`, `Exited`, `Failed`; the runner says
`BUILD`. A program never has either line, so that whatever a program writes is its output and nothing else.
"""

import json
import socket
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sandbox.jail.interpreters import Interpreter
from sandbox.jail.steps import StepFailed

MESSAGE_BYTES = 4096
MOST_DESCRIPTORS = 8
BUILD = b"build"


@dataclass(frozen=True, kw_only=True)
class Failed:
    """A wall could not be built: which step, the system's error number (0 for none) and what it said."""

    step: str
    errno: int
    text: str

    @staticmethod
    def of(failure: StepFailed) -> "Failed":
        return Failed(step=failure.step, errno=failure.errno or 0, text=failure.strerror or "")


@dataclass(frozen=True, kw_only=True)
class Ready:
    """The zygote can be asked for jails."""


@dataclass(frozen=True, kw_only=True)
class Born:
    """Pid 1 of a jail exists and waits for BUILD; `pid` is its number outside."""

    pid: int


@dataclass(frozen=True, kw_only=True)
class Built:
    """All walls stand and the program's process waits for its order. Bears a descriptor for each of `names`."""

    names: list[str]


@dataclass(frozen=True, kw_only=True)
class Begun:
    """The program begins now; the CPU seconds that its process used until here are not the program's."""

    cpu_seconds: float


@dataclass(frozen=True, kw_only=True)
class Exited:
    """The program ended by itself; `code` is negative for a signal, `largest_bytes` the most one process of it held."""

    code: int
    largest_bytes: int


type Message = Failed | Ready | Born | Built | Begun | Exited
KINDS: dict[str, type[Message]] = {each.__name__: each for each in (Failed, Ready, Born, Built, Begun, Exited)}


def tell(line: socket.socket, message: Message, descriptors: Sequence[int] = ()) -> None:
    data = json.dumps([type(message).__name__, vars(message)]).encode()
    socket.send_fds(line, [data], list(descriptors))


def hear(line: socket.socket) -> tuple[Message | None, list[int]]:
    """The next message and its descriptors, which the caller owns; None once nobody is at the other end."""
    data, descriptors, _, _ = socket.recv_fds(line, MESSAGE_BYTES, MOST_DESCRIPTORS, socket.MSG_CMSG_CLOEXEC)
    if not data:
        return None, descriptors
    kind, values = json.loads(data)
    return KINDS[kind](**values), descriptors


def to_found(interpreter: Interpreter, *, is_root: bool, masks_proc: bool) -> bytes:
    """The order of a founding: which interpreter, and what of `founding.found`."""
    order = {"interpreter": asdict(interpreter), "is_root": is_root, "masks_proc": masks_proc}
    return json.dumps(order).encode()


def founding_order(data: bytes) -> tuple[Interpreter, dict[str, bool]]:
    order: dict[str, Any] = json.loads(data)
    listed = order.pop("interpreter").items()
    values: dict[str, Any] = {name: tuple(each) if isinstance(each, list) else each for name, each in listed}
    return Interpreter(**values), order


def to_fork(uid: int) -> bytes:
    """The order of a jail: who its programs are outside."""
    return str(uid).encode()


def jail_uid(data: bytes) -> int:
    return int(data)
