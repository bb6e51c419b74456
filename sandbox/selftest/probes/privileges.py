"""The end of privilege: no capability, no new privileges, an unprivileged uid where the runner is root."""

import ctypes
import os
from pathlib import Path

from sandbox.jail import kernel
from sandbox.selftest.only_behind import in_its_own
from sandbox.selftest.outside import Outside
from sandbox.selftest.trying import Measure, Probe

PR_GET_NO_NEW_PRIVS = 39
UID = 1_899_999_999
"""Of no person and of no slot, so that no run is disturbed."""


@in_its_own("mnt")
def _mount(_: Outside) -> None:
    kernel.mount("tmpfs", "/tmp", "tmpfs", options="size=4k")  # noqa: S108 - in a mount namespace of its own


def _give_up(_: Outside) -> None:
    kernel.drop_capabilities()
    kernel.forbid_new_privileges()
    unused = ctypes.c_ulong(0)
    if kernel.libc.prctl(PR_GET_NO_NEW_PRIVS, unused, unused, unused, unused) != 1:
        raise PermissionError(0, "no-new-privileges does not stay on")


def becomes_somebody() -> bool:
    """Whether programs get an unprivileged uid here: where the runner is root, and knows more than one uid."""
    ranges = [tuple(map(int, line.split())) for line in Path("/proc/self/uid_map").read_text().splitlines()]
    return os.geteuid() == 0 and any(first <= UID < first + length for first, _, length in ranges)


def become_nobody(_: Outside) -> None:
    if becomes_somebody():
        os.setgroups([])
        os.setresgid(UID, UID, UID)
        os.setresuid(UID, UID, UID)


def _signal(outside: Outside) -> None:
    os.kill(outside.target, 0)


def _read_the_environment(outside: Outside) -> None:
    Path(f"/proc/{outside.pid}/environ").read_bytes()


CAPABILITIES = Probe(
    name="no capabilities, no new privileges",
    act="mounting a file system",
    acts=(_mount,),
    stage=Measure(namespaces=os.CLONE_NEWUSER | os.CLONE_NEWNS),
    wall=Measure(steps=(_give_up,)),
)
OWN_UID = Probe(
    name="unprivileged uid",
    act="signalling a process of root, and reading its environment",
    acts=(_signal, _read_the_environment),
    wall=Measure(steps=(become_nobody,)),
)
PROBES = (CAPABILITIES, *([OWN_UID] if becomes_somebody() else []))
