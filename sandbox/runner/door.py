"""The runner's socket: who may find it, who may come in, and that there is one runner behind it."""

import fcntl
import grp
import os
import socket
import stat
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MODE = 0o660
BACKLOG = 512
"""Of callers not yet accepted; beyond it a connect fails at once instead of waiting."""
SO_PEERGROUPS = 59
GROUP_BYTES, MOST_GROUPS = 4, 256
"""All that Python asks the kernel for; one who is in more groups must have ours as the primary one."""


class DoorShut(Exception):
    """The socket cannot be opened; a sentence says why."""


@contextmanager
def open_door(path: Path, group: str | None) -> Iterator[socket.socket]:
    """Listens at `path`, for the owner and, when given, `group`; removes the socket at the end.

    Raises DoorShut where another runner listens, `path` is something else, or the group is unknown. The lock beside
    the socket, not the socket, says whether a runner lives: a killed one leaves its socket, and the kernel its lock.
    """
    with locked(path), socket.socket(socket.AF_UNIX) as listener:
        remove_stale(path)
        bind(listener, path)
        try:
            let_in(path, group)
            listener.listen(BACKLOG)
            yield listener
        finally:
            path.unlink(missing_ok=True)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    beside = path.with_name(f"{path.name}.lock")
    lock = lock_file(beside)
    try:
        if not take(lock):
            raise DoorShut(f"Another runner already listens at {path}. Stop it first, or choose another --socket.")
        try:
            yield
        finally:
            beside.unlink(missing_ok=True)
    finally:
        os.close(lock)


def take(lock: int) -> bool:
    """Whether the lock is ours now. One whose owner ended between our opening and our locking is removed already."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return os.fstat(lock).st_nlink > 0


def lock_file(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise DoorShut(
            f"{path} cannot be made: {error.strerror}. The socket's folder must exist and be ours."
        ) from None


def remove_stale(path: Path) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISSOCK(mode):
        raise DoorShut(f"{path} exists and is no socket. Remove it, or choose another --socket.")
    path.unlink()


def bind(listener: socket.socket, path: Path) -> None:
    """For nobody but us until `let_in` says otherwise."""
    before = os.umask(0o777 & ~0o600)
    try:
        listener.bind(str(path))
    except OSError as error:
        raise DoorShut(f"{path} cannot be made: {error}.") from None
    finally:
        os.umask(before)


def let_in(path: Path, group: str | None) -> None:
    if group is not None:
        try:
            os.chown(path, -1, group_number(group))
        except PermissionError:
            raise DoorShut(f"The socket cannot be given to {group}: the runner is no member of that group.") from None
    path.chmod(MODE)


def group_number(name: str) -> int:
    """The number of a group by its name, or by its number where this machine has no name for it."""
    if name.isdigit():
        return int(name)
    try:
        return grp.getgrnam(name).gr_gid
    except KeyError:
        raise DoorShut(f"There is no group {name} here.") from None


def may_come_in(caller: socket.socket, group: int | None) -> bool:
    """Root, the runner's own uid, and processes in the group that --group names: asked of the kernel, not of them."""
    credentials = caller.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    _, uid, gid = struct.unpack("3i", credentials)
    return uid in (0, os.geteuid()) or (group is not None and (gid == group or group in groups_of(caller)))


def groups_of(caller: socket.socket) -> tuple[int, ...]:
    """The further groups of the process that connected, as they were then."""
    try:
        packed = caller.getsockopt(socket.SOL_SOCKET, SO_PEERGROUPS, GROUP_BYTES * MOST_GROUPS)
    except OSError:
        return ()
    return struct.unpack(f"{len(packed) // GROUP_BYTES}I", packed)
