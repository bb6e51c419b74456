"""The calls of Linux that Python's library does not offer: clone, mounts, prctl, capabilities. Each raises OSError."""

import ctypes
import os
import signal
import struct

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = 32, 4096, 16384, 1 << 18
MNT_DETACH = 2
AT_RECURSIVE = 0x8000
SYS_MOUNT_SETATTR = ctypes.c_long(442)
"""The same number on every architecture: calls newer than 5.0 share one table. Needs Linux 5.12."""

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_READ, PR_CAPBSET_DROP = 1, 4, 23, 24
PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 38, 47
PR_CAP_AMBIENT_CLEAR_ALL = 4
CAPABILITY_VERSION_3 = 0x20080522

CLONE_PARENT = 0x8000
SYS_CLONE = ctypes.c_long({"x86_64": 56, "aarch64": 220}[os.uname().machine])

libc = ctypes.CDLL(None, use_errno=True)
under_the_gil = ctypes.PyDLL(None, use_errno=True)
prctl, capset, sethostname = libc.prctl, libc.capset, libc.sethostname
libc_mount, umount2, pivot_root = libc.mount, libc.umount2, libc.pivot_root
syscall = libc.syscall
libc_fork, syscall_under_the_gil = under_the_gil.fork, under_the_gil.syscall
before_fork, after_fork_in_child = ctypes.pythonapi.PyOS_BeforeFork, ctypes.pythonapi.PyOS_AfterFork_Child
after_fork_in_parent = ctypes.pythonapi.PyOS_AfterFork_Parent
# found here, once, not by name in every jail
CAPABILITIES = next(each for each in range(64) if prctl(PR_CAPBSET_READ, ctypes.c_ulong(each), 0, 0, 0) < 0)
"""As many as this kernel knows."""


def fork() -> int:
    """As os.fork, without its look at /proc for other threads: here there is none."""
    before_fork()
    pid: int = libc_fork()
    if pid == 0:
        after_fork_in_child()
        return 0
    return _forked(pid)


def fork_for_parent(namespaces: int) -> int:
    """A fork whose child is born into `namespaces` of its own, and as a child of this process's parent.

    One fork where unshare would need two, since only children enter a new pid namespace. Neither Python nor the C
    library hears of it: the child goes on as the parent would have, and may start no threads, until it forks itself.
    """
    flags, none = ctypes.c_long(namespaces | CLONE_PARENT | signal.SIGCHLD), ctypes.c_long(0)
    before_fork()
    return _forked(syscall_under_the_gil(SYS_CLONE, flags, none, none, none, none))


def _forked(pid: int) -> int:
    error = ctypes.get_errno()
    after_fork_in_parent()
    if pid < 0:
        raise OSError(error, f"fork: {os.strerror(error)}")
    return pid


def mount(source: str | None, target: str, kind: str | None = None, *, flags: int = 0, options: str = "") -> None:
    result = libc_mount(_bytes(source), _bytes(target), _bytes(kind), ctypes.c_ulong(flags), _bytes(options))
    _check(result, f"mount {kind or source or ''} on {target}")


def bind(source: str, target: str) -> None:
    """Show `source`, and what is mounted below it, at `target`."""
    mount(source, target, flags=MS_BIND | MS_REC)


def make_read_only(target: str, *, recursive: bool = True) -> None:
    """Let nothing be written, no device opened and no set-uid bit count at `target` (and in mounts below it)."""
    attributes = struct.pack("QQQQ", MS_RDONLY | MS_NOSUID | MS_NODEV, 0, 0, 0)
    at_here = -100
    flags = AT_RECURSIVE if recursive else 0
    call(SYS_MOUNT_SETATTR, at_here, _bytes(target), flags, attributes, ctypes.c_size_t(len(attributes)))


def unmount(target: str) -> None:
    _check(umount2(_bytes(target), MNT_DETACH), f"umount2 {target}")


def change_root(new_root: str) -> None:
    """Make `new_root`, a mount of its own, the root of this mount namespace, and let go of the old one."""
    os.chdir(new_root)
    _check(pivot_root(b".", b"."), f"pivot_root {new_root}")
    _check(umount2(b".", MNT_DETACH), "umount2 of the old root")
    os.chdir("/")


def set_hostname(name: str) -> None:
    _check(sethostname(name.encode(), ctypes.c_size_t(len(name))), "sethostname")


def die_with_parent(signal_number: int) -> None:
    """Ask for `signal_number` when the thread that forked this process ends.

    A change of uid, gid or capabilities forgets it, so it is asked for again after each; the caller checks that
    the parent still lives, since one that died before the call is not noticed.
    """
    _prctl(PR_SET_PDEATHSIG, signal_number)


def set_dumpable(*, dumpable: bool) -> None:
    """Whether processes of the same uid may trace this one, read its /proc and write its uid map."""
    _prctl(PR_SET_DUMPABLE, int(dumpable))


def forbid_new_privileges() -> None:
    _prctl(PR_SET_NO_NEW_PRIVS, 1)


def drop_capabilities() -> None:
    """Give up every capability for good: bounding, ambient, inheritable, permitted and effective sets."""
    for capability in range(CAPABILITIES):
        prctl(PR_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0)
    _prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    header = struct.pack("Ii", CAPABILITY_VERSION_3, 0)
    _check(capset(header, bytes(24)), "capset")


def call(number: ctypes.c_long, *arguments: object) -> int:
    """A system call for which the C library has no function: what it gives."""
    result: int = syscall(number, *arguments)
    _check(result, f"system call {number.value}")
    return result


def _prctl(option: int, value: int) -> None:
    unused = ctypes.c_ulong(0)
    _check(prctl(option, ctypes.c_ulong(value), unused, unused, unused), f"prctl {option}")


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else os.fsencode(text)


def _check(result: int, what: str) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
