"""What stands outside for the probes to reach for: listeners, a shared segment, a process, a name."""

import ctypes
import os
import signal
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sandbox.jail.kernel import libc

IPC_PRIVATE, IPC_CREAT, IPC_RMID, IPC_STAT = 0, 0o1000, 0, 2
SEGMENT_BYTES = 4096


@dataclass(frozen=True, kw_only=True)
class Outside:
    """`pid`: the process that tests; `target`: one of its children; the rest is its own as well."""

    pid: int
    target: int
    port: int
    abstract: bytes
    segment: int
    host_name: str
    namespaces: Mapping[str, str]


@contextmanager
def outside() -> Iterator[Outside]:
    """Raises OSError where even this cannot be set up."""
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.socket(socket.AF_UNIX) as unix:
        unix.bind("")  # the kernel chooses an abstract name that is free
        unix.listen()
        segment = new_segment()
        target = new_process()
        try:
            yield Outside(
                pid=os.getpid(),
                target=target,
                port=listener.getsockname()[1],
                abstract=unix.getsockname(),
                segment=segment,
                host_name=os.uname().nodename,
                namespaces=own_namespaces(),
            )
        finally:
            os.kill(target, signal.SIGKILL)
            os.waitpid(target, 0)
            libc.shmctl(segment, IPC_RMID, None)


def own_namespaces() -> Mapping[str, str]:
    """Of this process: what steps that change them must have left."""
    return {kind: str(Path("/proc/self/ns", kind).readlink()) for kind in ("mnt", "uts")}


def new_process() -> int:
    pid = os.fork()
    if pid == 0:
        signal.pause()
        os._exit(0)
    return pid


def new_segment() -> int:
    segment: int = libc.shmget(IPC_PRIVATE, ctypes.c_size_t(SEGMENT_BYTES), IPC_CREAT | 0o600)
    if segment < 0:
        raise OSError(ctypes.get_errno(), "shmget")
    return segment


def look_at_segment(segment: int) -> None:
    """Raises OSError where there is no such segment."""
    if libc.shmctl(segment, IPC_STAT, ctypes.create_string_buffer(512)) < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
