"""Landlock around a program: it reads what its root shows, writes where it may, and signals nobody but its own.

The mounts say the same already. Landlock says it once more, in another part of the kernel, and also of what was opened
elsewhere: a folder of the host that came in by a forgotten descriptor leads nowhere.
"""

import ctypes
import os
import struct
from collections.abc import Iterable

from sandbox.jail import kernel

SYS_CREATE_RULESET, SYS_ADD_RULE, SYS_RESTRICT_SELF = ctypes.c_long(444), ctypes.c_long(445), ctypes.c_long(446)
"""The same numbers on every machine."""
ASK_FOR_VERSION, BENEATH_A_PATH = 1, 1

EXECUTE, WRITE_FILE, READ_FILE, READ_FOLDER = 1, 2, 4, 8
MAKE_CHARACTER_DEVICE, MAKE_BLOCK_DEVICE = 1 << 6, 1 << 11
RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many rights to files each version of Landlock knows; it can hold only those. Later versions know as many as 5."""
READING = EXECUTE | READ_FILE | READ_FOLDER
OF_A_FILE = READ_FILE | WRITE_FILE
ABSTRACT_SOCKETS_AND_SIGNALS = 3
SCOPES_SINCE, QUIET_SINCE = 6, 7
NO_WORD_TO_THE_LOG = 5
"""What a program is refused is not the host's business; from version 7 on the kernel would write it into its log."""


def version() -> int:
    """0 where the kernel has no Landlock, or was started without it."""
    try:
        return kernel.call(SYS_CREATE_RULESET, None, ctypes.c_size_t(0), ASK_FOR_VERSION)
    except OSError:
        return 0


VERSION = version()


def confine_files(*, writable: Iterable[str], devices: Iterable[str]) -> None:
    """For this process and all that it starts, for good: the root is read, `writable` folders are its own.

    In folders of `devices` the files that are there may be written. Outside of this process and what it starts nobody
    can be signalled, nor reached by an abstract socket (version 6). Does nothing where there is no Landlock.
    """
    if VERSION == 0:
        return
    every = (1 << RIGHTS[min(VERSION, max(RIGHTS))]) - 1
    rules = create_rules(every)
    try:
        allow(rules, "/", READING)
        for each in writable:
            allow(rules, each, every & ~(MAKE_CHARACTER_DEVICE | MAKE_BLOCK_DEVICE))
        for each in devices:
            allow(rules, each, READING | OF_A_FILE)
        kernel.call(SYS_RESTRICT_SELF, rules, NO_WORD_TO_THE_LOG if VERSION >= QUIET_SINCE else 0)
    finally:
        os.close(rules)


def create_rules(rights: int) -> int:
    """A descriptor of rules that hold these rights: what no rule allows is refused."""
    held = struct.pack("QQQ", rights, 0, ABSTRACT_SOCKETS_AND_SIGNALS)
    if VERSION < SCOPES_SINCE:
        held = held[:8]
    return kernel.call(SYS_CREATE_RULESET, held, ctypes.c_size_t(len(held)), 0)


def allow(rules: int, folder: str, rights: int) -> None:
    """Beneath a folder, and on what is mounted beneath it."""
    descriptor = os.open(folder, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        kernel.call(SYS_ADD_RULE, rules, BENEATH_A_PATH, struct.pack("=Qi", rights, descriptor), 0)
    finally:
        os.close(descriptor)
