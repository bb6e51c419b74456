"""Leaves the host: an unprivileged uid first, then user, pid, network, IPC, host name, mount and cgroup namespaces."""

import os
from pathlib import Path

from sandbox.jail import kernel

INSIDE_ID = 1000
"""Who a learner's program is inside. Not 0: a nested namespace could not map it, and programs act otherwise as root."""
EVERY_NAMESPACE = (
    os.CLONE_NEWUSER | os.CLONE_NEWPID | os.CLONE_NEWNET | os.CLONE_NEWIPC | os.CLONE_NEWUTS | os.CLONE_NEWNS
)
HOST_NAME = "interleave"


def become(uid: int) -> None:
    """Root takes an unprivileged uid for good.

    Before any user namespace is made: RLIMIT_NPROC is not enforced where the outer uid is root, user namespace or not.
    """
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    kernel.set_dumpable(dumpable=True)  # a changed uid cleared it, and then /proc/self/uid_map belongs to root


def leave_the_host() -> None:
    """Moves this process into namespaces of its own; its next child is pid 1 of the new pid namespace."""
    uid, gid = os.geteuid(), os.getegid()
    os.unshare(EVERY_NAMESPACE)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{INSIDE_ID} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{INSIDE_ID} {gid} 1")
    leave_the_cgroup_tree()
    kernel.set_hostname(HOST_NAME)


def leave_the_cgroup_tree() -> None:
    """Hides the names of the host's cgroups; a kernel without cgroup namespaces merely shows names."""
    try:
        os.unshare(os.CLONE_NEWCGROUP)
    except OSError:
        return
