"""The filter of system calls around a program: what no lesson needs and what opens the kernel's doors is refused.

It is a list of refusals, not of permissions. Python, its C library and what learners may import make calls that change
with every version; each that a list of permissions forgot would break a good citizen. What is refused gets an error as
from a kernel without the call, and the program goes on. The kernel remembers which calls are allowed whatever their
arguments (since Linux 5.11), and does not ask the filter for those.
"""

import ctypes
import errno
import os
import struct

from sandbox.jail import bpf, kernel
from sandbox.jail.syscalls import FIRST_OF_X32, table

MISSING = ("clone3",)
"""Its flags lie in memory, where no filter can see them. The C library takes `clone` where this is missing."""
REFUSED = (
    # namespaces and mounts: a program that is root in its own namespace reaches much more of the kernel
    "unshare", "setns", "mount", "umount2", "pivot_root", "chroot", "mount_setattr", "move_mount", "open_tree",
    "open_tree_attr", "fsopen", "fsconfig", "fsmount", "fspick", "statmount", "listmount",
    # other processes: their memory, descriptors and registers
    "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "process_mrelease", "pidfd_getfd", "kcmp",
    # parts of the kernel in which much went wrong, and which no lesson needs
    "bpf", "perf_event_open", "userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register", "memfd_secret",
    "modify_ldt", "uselib",
    # what is counted for the whole machine, or for a user, not for a run: requests to disks, keys, watches of files
    "io_setup", "io_destroy", "io_submit", "io_cancel", "io_getevents", "io_pgetevents",
    "add_key", "request_key", "keyctl", "inotify_init", "inotify_init1", "fanotify_init", "fanotify_mark",
    # files by number, past every path
    "name_to_handle_at", "open_by_handle_at",
    # where memory lies, for all who share it
    "mbind", "set_mempolicy", "set_mempolicy_home_node", "migrate_pages", "move_pages",
    # the machine itself
    "acct", "adjtimex", "clock_adjtime", "clock_settime", "delete_module", "finit_module", "init_module", "ioperm",
    "iopl", "kexec_file_load", "kexec_load", "lookup_dcookie", "nfsservctl", "quotactl", "quotactl_fd", "reboot",
    "setdomainname", "sethostname", "settimeofday", "swapoff", "swapon", "sysfs", "syslog", "ustat", "vhangup",
)  # fmt: skip
NAMESPACES = (
    os.CLONE_NEWUSER | os.CLONE_NEWPID | os.CLONE_NEWNET | os.CLONE_NEWIPC | os.CLONE_NEWUTS | os.CLONE_NEWNS
    | os.CLONE_NEWCGROUP
)  # fmt: skip
AF_UNIX, AF_INET, AF_INET6 = 1, 2, 10
TIOCSTI, TIOCLINUX = 0x5412, 0x541C
"""Both put words into the mouth of whoever shares the terminal."""
PERSONALITIES = (0, 0xFFFFFFFF)
"""An ordinary one, and the question which it is."""

SYS_SECCOMP = {"x86_64": 317, "aarch64": 277}
SET_MODE_FILTER, FLAG_SPEC_ALLOW = 1, 4
"""Without the flag, kernels before 5.16 make all of a filtered program slower, against spies within one process."""


def deny_list(machine: str) -> bytes:
    """The filter's program for a machine as `os.uname` names it; raises KeyError for one that we do not know."""
    numbers = table(machine).numbers
    program = [
        bpf.load(bpf.MACHINE_AT),
        *bpf.where_not(bpf.JUMP_IF_EQUAL, table(machine).machine, [bpf.answer(bpf.KILL)]),
    ]
    program.append(bpf.load(bpf.NUMBER_AT))
    if machine == "x86_64":
        program += bpf.where(bpf.JUMP_IF_AT_LEAST, FIRST_OF_X32, [bpf.answer(bpf.KILL)])
    answers = dict.fromkeys(MISSING, errno.ENOSYS) | dict.fromkeys(REFUSED, errno.EPERM)
    for name, number in answers.items():
        if name in numbers:
            program += bpf.where(bpf.JUMP_IF_EQUAL, numbers[name], [bpf.answer(bpf.ERROR | number)])
    for name, rule in by_arguments().items():
        program += bpf.where(bpf.JUMP_IF_EQUAL, numbers[name], rule)
    program.append(bpf.answer(bpf.ALLOW))
    return b"".join(program)


def by_arguments() -> dict[str, list[bytes]]:
    """The calls that are refused for what they ask, each with the end of a program that has seen its number."""
    allow, refuse = bpf.answer(bpf.ALLOW), bpf.answer(bpf.ERROR | errno.EPERM)
    families = one_of(0, (AF_UNIX, AF_INET, AF_INET6), allow, otherwise=bpf.answer(bpf.ERROR | errno.EAFNOSUPPORT))
    return {
        "clone": [bpf.load_low_half(0), *bpf.where(bpf.JUMP_IF_ANY_BIT, NAMESPACES, [refuse]), allow],
        "socket": families,
        "socketpair": families,
        "ioctl": one_of(1, (TIOCSTI, TIOCLINUX), refuse, otherwise=allow),
        "personality": one_of(0, PERSONALITIES, allow, otherwise=refuse),
    }


def one_of(argument: int, values: tuple[int, ...], then: bytes, *, otherwise: bytes) -> list[bytes]:
    asked = [each for value in values for each in bpf.where(bpf.JUMP_IF_EQUAL, value, [then])]
    return [bpf.load_low_half(argument), *asked, otherwise]


MACHINE = os.uname().machine
FILTER = ctypes.create_string_buffer(deny_list(MACHINE))
"""Put together once, in the zygote."""
TOLD = struct.pack("HxxxxxxP", len(FILTER) // len(bpf.answer(0)), ctypes.addressof(FILTER))


def refuse_calls() -> None:
    """For this process and all that it starts, for good; needs the end of new privileges before it."""
    number, told = ctypes.c_long(SYS_SECCOMP[MACHINE]), ctypes.c_char_p(TOLD)
    try:
        kernel.call(number, SET_MODE_FILTER, FLAG_SPEC_ALLOW, told)
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        kernel.call(number, SET_MODE_FILTER, 0, told)
