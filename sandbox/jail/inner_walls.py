"""The walls that only pid 1 can put up: its own /proc, the private file systems, loopback, the end of all privilege."""

import os
from pathlib import Path

from sandbox.jail import kernel
from sandbox.jail.limits import limit_resources
from sandbox.jail.loopback import bring_up_loopback
from sandbox.jail.plan import SHARED_MEMORY, WORK, Plan
from sandbox.jail.steps import step
from sandbox.jobs import PROGRAM_NAME, Limits

WORK_MEBIBYTES = 64
INODES = 4096
QUIET = kernel.MS_NOSUID | kernel.MS_NODEV


def raise_the_walls(plan: Plan) -> bool:
    """Everything that needs privilege in the new namespaces; true where the jail has a fresh /proc of its own."""
    limits = plan.job.limits
    with step("proc"):
        has_own_proc = mount_own_proc()
    with step("tmp"):
        mount_tmp(WORK, mebibytes=min(limits.memory_mebibytes, WORK_MEBIBYTES))
    with step("shared memory"):
        mount_tmp(SHARED_MEMORY, mebibytes=limits.memory_mebibytes, flags=kernel.MS_NOEXEC)
    with step("loopback"):
        bring_up_loopback()
    with step("program"):
        write_program(plan)
    return has_own_proc


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
    Path("/proc/sys/user/max_user_namespaces").write_text("0")


def mount_tmp(path: str, *, mebibytes: int, flags: int = 0) -> None:
    options = f"size={mebibytes}m,nr_inodes={INODES},mode=1777"
    kernel.mount("tmpfs", path, "tmpfs", flags=QUIET | flags, options=options)


def write_program(plan: Plan) -> None:
    """The program is a real file: one made of a string would make `spawn` pools start themselves for ever."""
    for name, text in {**plan.job.files, PROGRAM_NAME: plan.job.source}.items():
        Path(WORK, name).write_bytes(text.encode())
    os.chdir(WORK)


def close_the_walls(limits: Limits) -> None:
    """No privilege is left after this, and none can come back."""
    with step("limits"):
        limit_resources(limits)
    with step("capabilities"):
        kernel.drop_capabilities()
        kernel.forbid_new_privileges()
