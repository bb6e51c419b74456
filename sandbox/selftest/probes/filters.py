"""Landlock and seccomp: whether this kernel obeys our rules and our filter."""

import errno
import os
import socket

from sandbox.jail import kernel, landlock, seccomp
from sandbox.selftest.outside import Outside
from sandbox.selftest.trying import Measure, Probe


def _only_read(_: Outside) -> None:
    kernel.forbid_new_privileges()
    if landlock.VERSION == 0:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    landlock.confine_files(writable=(), devices=())


def _open_to_write(_: Outside) -> None:
    os.close(os.open(os.devnull, os.O_WRONLY))


def _refuse_calls(_: Outside) -> None:
    kernel.forbid_new_privileges()
    seccomp.refuse_calls()


def _talk_netlink(_: Outside) -> None:
    socket.socket(socket.AF_NETLINK, socket.SOCK_RAW).close()


LANDLOCK = Probe(
    name="Landlock",
    act="opening a file to write that no rule allows",
    acts=(_open_to_write,),
    wall=Measure(steps=(_only_read,)),
    is_needed=False,
)
SECCOMP = Probe(
    name="seccomp",
    act="opening a netlink socket",
    acts=(_talk_netlink,),
    wall=Measure(steps=(_refuse_calls,)),
)
PROBES = (LANDLOCK, SECCOMP)
