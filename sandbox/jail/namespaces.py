"""Leaves the host: an identity that means nothing outside, and namespaces of every kind."""

import os
from pathlib import Path

from sandbox.jail import kernel
from sandbox.jail.steps import step

INSIDE_ID = 1000
"""Who a learner's program is inside. Not 0: a nested namespace could not map it, and programs act otherwise as root."""
EVERY_NAMESPACE = (
    os.CLONE_NEWUSER | os.CLONE_NEWPID | os.CLONE_NEWNET | os.CLONE_NEWIPC | os.CLONE_NEWUTS | os.CLONE_NEWNS
)
HOST_NAME = "interleave"


def become_root_of_a_user_namespace() -> None:
    """What an ordinary user needs to build a root: rights that end with the namespace."""
    uid, gid = os.geteuid(), os.getegid()
    os.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNS)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"0 {uid} 1")
    Path("/proc/self/gid_map").write_text(f"0 {gid} 1")


def become_inside() -> None:
    """Takes the identity that the zygote has mapped for this jail.

    Outside it is an unprivileged uid, never root's: RLIMIT_NPROC is not enforced for root, user namespace or not.
    """
    with step("identity"):
        os.setresgid(INSIDE_ID, INSIDE_ID, INSIDE_ID)
        os.setresuid(INSIDE_ID, INSIDE_ID, INSIDE_ID)
        kernel.set_dumpable(dumpable=True)  # a changed uid cleared it, and then what is ours in /proc belongs to root


def name_the_host() -> None:
    with step("host name"):
        kernel.set_hostname(HOST_NAME)
        leave_the_cgroup_tree()


def leave_the_cgroup_tree() -> None:
    """Hides the names of the host's cgroups; a kernel without cgroup namespaces merely shows names."""
    try:
        os.unshare(os.CLONE_NEWCGROUP)
    except OSError:
        return
