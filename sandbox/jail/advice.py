"""Why no jail can be built on a host, and exactly what to type there: facts in, sentences out."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SYSCTLS = (
    "kernel.unprivileged_userns_clone",
    "user.max_user_namespaces",
    "kernel.apparmor_restrict_unprivileged_userns",
)
CONTAINER_MARKS = ("/.dockerenv", "/run/.containerenv")
SELINUX_MARK = "/sys/fs/selinux/enforce"
PROFILE = "deploy/seccomp-runner.json"
APPARMOR_PROFILE = "/etc/apparmor.d/interleave-runner"
APPARMOR_RULES = """\
abi <abi/4.0>,
include <tunables/global>

profile interleave-runner flags=(unconfined) {
  userns,
}
"""
"""They allow user namespaces to what is started under them, and to nothing else on the host."""
OLDEST_KERNEL = (5, 12)
"""The first with mount_setattr, by which whole trees of mounts become read-only at once."""


@dataclass(frozen=True, kw_only=True)
class Host:
    """The facts that decide: the system, its kernel's version, whether this is a container, sysctls that exist."""

    system: str = "linux"
    kernel: tuple[int, int] = OLDEST_KERNEL
    is_container: bool = False
    has_selinux: bool = False
    sysctls: Mapping[str, int]


def this_host() -> Host:
    return Host(
        system=sys.platform,
        kernel=_version(os.uname().release),
        is_container=any(map(os.path.exists, CONTAINER_MARKS)),
        has_selinux=Path(SELINUX_MARK).exists(),
        sysctls={name: value for name in SYSCTLS if (value := _sysctl(name)) is not None},
    )


def advice(host: Host, reason: str) -> str:
    """What is missing, and what to type; `reason` is what the system answered when a jail was tried."""
    if host.system != "linux":
        return (
            f"No program can be run on {host.system}: the sandbox is made of Linux namespaces. Everything else works.\n"
            "To run programs, start the site on Linux, or in Docker: docker-compose up"
        )
    return (
        f"No program can be run here: no jail can be built ({reason}). Everything else works.\n"
        f"{what_lets_namespaces(host)}"
    )


def what_lets_namespaces(host: Host) -> str:
    """What to type where namespaces, or mounts in them, are refused."""
    found = (_kernel_advice, _sysctl_advice, _container_advice, _selinux_advice)
    return next((text for advise in found if (text := advise(host))), _last_advice())


def _kernel_advice(host: Host) -> str:
    if host.kernel >= OLDEST_KERNEL:
        return ""
    return f"This kernel is Linux {_dotted(host.kernel)}; the sandbox needs {_dotted(OLDEST_KERNEL)} or newer."


def _sysctl_advice(host: Host) -> str:
    """Namespaces of ordinary users, forbidden in one of three ways; root gives up its uid first, and so is one."""
    if host.sysctls.get("kernel.unprivileged_userns_clone") == 0:
        return _set("kernel.unprivileged_userns_clone", 1, why="This host forbids user namespaces.")
    if host.sysctls.get("user.max_user_namespaces") == 0:
        return _set("user.max_user_namespaces", 10_000, why="This host allows no user namespace at all.")
    if host.sysctls.get("kernel.apparmor_restrict_unprivileged_userns") == 1:
        return _apparmor_advice()
    return ""


def _apparmor_advice() -> str:
    name = "kernel.apparmor_restrict_unprivileged_userns"
    everything = _set(name, 0, why="Or, for everything on this host:")
    return (
        "AppArmor restricts user namespaces on this host (Ubuntu 23.10 and later). For the runner alone, as root, type:"
        f"\n\ncat > {APPARMOR_PROFILE} <<END\n{APPARMOR_RULES}END\napparmor_parser -r {APPARMOR_PROFILE}\n\n"
        "and start it with AppArmorProfile=interleave-runner in its systemd unit, or by\n"
        "  aa-exec -p interleave-runner -- python -m sandbox.runner …\n"
        f"{everything}"
    )


def _set(name: str, value: int, *, why: str) -> str:
    return (
        f"{why} As root, type:\n"
        f"  sysctl -w {name}={value}\n"
        f"and, so that it stays so after a restart:\n"
        f"  echo {name}={value} > /etc/sysctl.d/60-interleave.conf"
    )


def _container_advice(host: Host) -> str:
    if not host.is_container:
        return ""
    return (
        "This is a container, whose seccomp profile forbids namespaces. Use the compose file as it is, or type:\n"
        f"  docker run --security-opt seccomp={PROFILE} --security-opt apparmor=unconfined …"
    )


def _selinux_advice(host: Host) -> str:
    if not host.has_selinux:
        return ""
    return (
        "SELinux may have refused it. As root, type:\n"
        "  ausearch -m AVC -ts recent\n"
        "It prints each refusal, with the domain of the process that was refused and what it wanted."
    )


def _last_advice() -> str:
    return (
        "To see what this host forbids, type:\n"
        "  unshare --user --map-root-user --pid --fork --mount --net --ipc --uts true\n"
        "It must end without a word. A security module or a seccomp filter around this process may forbid it."
    )


def _sysctl(name: str) -> int | None:
    try:
        return int(Path("/proc/sys", *name.split(".")).read_text())
    except (OSError, ValueError):
        return None


def _version(release: str) -> tuple[int, int]:
    """6.1.0-18-amd64 is (6, 1)."""
    major, minor = release.split(".")[:2]
    return int(major), int("".join(each for each in minor if each.isdigit()) or 0)


def _dotted(version: tuple[int, int]) -> str:
    return ".".join(map(str, version))
