"""The walls that only a jail itself can put up: its own /proc, private file systems, loopback, the end of privilege."""

import os

from sandbox.jail import kernel
from sandbox.jail.landlock import confine_files
from sandbox.jail.loopback import bring_up_loopback
from sandbox.jail.paths import DEVICES, EVENTS, EVENTS_PIPE, SHARED_MEMORY, SPANS, WORK
from sandbox.jail.seccomp import refuse_calls
from sandbox.jail.steps import step
from sandbox.jail.writing import write
from sandbox.records import BUFFER_BYTES

WORK_OPTIONS = "size=64m,nr_inodes=4096,mode=1777"
SHARED_MEMORY_OPTIONS = "size=50%,nr_inodes=4096,mode=1777"
"""What a run may really hold there is its memory limit, which is not known yet when a jail is built."""
EVENTS_OPTIONS = f"size={BUFFER_BYTES},nr_inodes=3,mode=555"
QUIET = kernel.MS_NOSUID | kernel.MS_NODEV


def raise_the_walls() -> dict[str, int]:
    """Everything that needs privilege in the new namespaces.

    Gives descriptors of the folders through which the runner measures, of the events' pipe and of the recorder's
    buffer; `proc` only where the jail has its own.
    """
    seen = {"tmp": WORK, "shm": SHARED_MEMORY}
    with step("proc"):
        if mount_own_proc():
            seen["proc"] = "/proc"
    with step("tmp"):
        kernel.mount("tmpfs", WORK, "tmpfs", flags=QUIET, options=WORK_OPTIONS)
        os.chdir(WORK)
    with step("shared memory"):
        options = SHARED_MEMORY_OPTIONS
        kernel.mount("tmpfs", SHARED_MEMORY, "tmpfs", flags=QUIET | kernel.MS_NOEXEC, options=options)
    with step("loopback"):
        bring_up_loopback()
    folders = {name: os.open(path, os.O_RDONLY | os.O_DIRECTORY) for name, path in seen.items()}
    with step("events"):
        return {**folders, "events": make_events_pipe(), "spans": make_buffer()}


def make_events_pipe() -> int:
    """Both ends of it in one descriptor: as long as the runner holds that, nobody sees its end, and no open waits."""
    kernel.mount("tmpfs", EVENTS, "tmpfs", flags=QUIET | kernel.MS_NOEXEC, options=EVENTS_OPTIONS)
    os.mkfifo(EVENTS_PIPE)
    return os.open(EVENTS_PIPE, os.O_RDWR | os.O_NONBLOCK)


def make_buffer() -> int:
    """It has its size from the start, and takes memory as it is written. Nobody may change its size: see Landlock."""
    buffer = os.open(SPANS, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    os.ftruncate(buffer, BUFFER_BYTES)
    os.close(buffer)
    return os.open(SPANS, os.O_RDONLY)


def mount_own_proc() -> bool:
    """Covers the host's /proc with one of this pid namespace, or, where the kernel refuses that, with an empty folder.

    It refuses where parts of the host's are masked, as in a container (tier 1b). Python lives without /proc.
    """
    try:
        kernel.mount("proc", "/proc", "proc", flags=QUIET | kernel.MS_NOEXEC)
    except PermissionError:
        kernel.mount("tmpfs", "/proc", "tmpfs", flags=QUIET | kernel.MS_RDONLY, options="size=4k,nr_inodes=2,mode=555")
        return False
    forbid_nested_namespaces()
    return True


def forbid_nested_namespaces() -> None:
    """In a user namespace of its own a program would be root again, before all of the kernel's doors."""
    write("/proc/sys/user/max_user_namespaces", b"0")


def drop_privileges() -> None:
    """No privilege is left after this, and none can come back."""
    with step("capabilities"):
        kernel.drop_capabilities()
        kernel.forbid_new_privileges()


def confine() -> None:
    """The last walls, around the program alone: its keeper needs what they hold."""
    with step("Landlock"):
        confine_files(writable=(WORK, SHARED_MEMORY), devices=(DEVICES, EVENTS))
    with step("seccomp"):
        refuse_calls()
