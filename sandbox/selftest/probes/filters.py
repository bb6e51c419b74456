"""Landlock and seccomp: whether this kernel obeys a rule set and a filter. What ours hold, the attacks' tests say."""

import ctypes
import os
import platform
import struct
from pathlib import Path

from sandbox.jail import kernel
from sandbox.selftest.outside import Outside
from sandbox.selftest.trying import Measure, Probe

SYS_LANDLOCK_CREATE_RULESET, SYS_LANDLOCK_RESTRICT_SELF = 444, 446
LANDLOCK_CREATE_RULESET_VERSION = 1
LANDLOCK_ACCESS_FS_READ_FILE = 1 << 2

PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 22, 2
SECCOMP_RET_ERRNO, SECCOMP_RET_ALLOW = 0x00050000, 0x7FFF0000
LOAD_WORD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
SYS_SCHED_GETSCHEDULER = {"x86_64": 145, "aarch64": 120}
"""A call that everybody may make, even under Docker's default profile, and that nobody here needs."""


def landlock_version() -> int:
    """0 where the kernel has no Landlock, or was started without it."""
    flags = ctypes.c_uint32(LANDLOCK_CREATE_RULESET_VERSION)
    version: int = kernel.libc.syscall(SYS_LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), flags)
    return max(0, version)


def _allow_no_file(_: Outside) -> None:
    kernel.forbid_new_privileges()
    handled = struct.pack("Q", LANDLOCK_ACCESS_FS_READ_FILE)
    rules = kernel.libc.syscall(SYS_LANDLOCK_CREATE_RULESET, handled, ctypes.c_size_t(len(handled)), 0)
    _check(rules)
    _check(kernel.libc.syscall(SYS_LANDLOCK_RESTRICT_SELF, rules, 0))


def _read_a_file(_: Outside) -> None:
    Path(__file__).read_bytes()


def _refuse_one_call(_: Outside) -> None:
    kernel.forbid_new_privileges()
    number = SYS_SCHED_GETSCHEDULER[platform.machine()]
    program = ctypes.create_string_buffer(
        struct.pack("HBBI", LOAD_WORD, 0, 0, 0)
        + struct.pack("HBBI", JUMP_IF_EQUAL, 0, 1, number)
        + struct.pack("HBBI", RETURN, 0, 0, SECCOMP_RET_ERRNO | 1)
        + struct.pack("HBBI", RETURN, 0, 0, SECCOMP_RET_ALLOW)
    )
    told = struct.pack("HxxxxxxP", 4, ctypes.addressof(program))
    unused = ctypes.c_ulong(0)
    _check(kernel.libc.prctl(PR_SET_SECCOMP, ctypes.c_ulong(SECCOMP_MODE_FILTER), told, unused, unused))


def _make_that_call(_: Outside) -> None:
    os.sched_getscheduler(0)


def _check(result: int) -> None:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


LANDLOCK = Probe(
    name="Landlock",
    act="reading a file that no rule allows",
    acts=(_read_a_file,),
    wall=Measure(steps=(_allow_no_file,)),
    is_needed=False,
)
SECCOMP = Probe(
    name="seccomp",
    act="making a system call that a filter refuses",
    acts=(_make_that_call,),
    wall=Measure(steps=(_refuse_one_call,)),
)
PROBES = (LANDLOCK, SECCOMP)
