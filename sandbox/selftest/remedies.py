"""What to type where a wall does not stand: a wall and the facts of the host in, sentences out."""

from sandbox.jail.advice import Host, what_lets_namespaces
from sandbox.selftest import outer
from sandbox.selftest.probes import files, filters, limits, privileges
from sandbox.selftest.standing import Wall
from sandbox.selftest.trying import NOT_TESTABLE

CGROUPS = (
    "Use is counted by looking at processes. That misses the buffers of sockets and System V segments that nobody\n"
    "has attached, and may be late by 20 ms. For the kernel's own count give the runner a cgroup of its own:\n"
    "  systemd-run --user --pty -p Delegate=yes python -m sandbox.runner …     to try it as an ordinary user\n"
    "or Delegate=yes in the [Service] section of its systemd unit; see docs/operators/sandbox.md."
)
CGROUPS_IN_A_CONTAINER = (
    "The container's cgroups are read-only, so use is counted by looking at processes. That misses the buffers of\n"
    "sockets and System V segments that nobody has attached, and may be late by 20 ms. Give the container a limit of\n"
    "its own, as the compose file does: docker run --memory 2g --memory-swap 2g --pids-limit 2048 …"
)
MASKED_IN_A_CONTAINER = (
    "The container's engine masks parts of /proc, so jails have none (tier 1b).\n"
    "Tier 1 takes a current Compose v2 (2.5 refuses it):\n"
    "  docker compose -f docker-compose.yml -f docker-compose.tier1.yml up -d\n"
    "or, without compose: docker run --security-opt systempaths=unconfined …"
)
MASKED = (
    "Something is mounted over parts of /proc, so jails have none (tier 1b). To see what, type:\n"
    "  grep ' /proc/' /proc/self/mountinfo"
)
LANDLOCK = (
    "Landlock needs Linux 5.13 or newer, built with it and started with it. To see what this kernel was started with:\n"
    "  cat /sys/kernel/security/lsm\n"
    "Where “landlock” is missing in that list, boot with lsm=landlock, followed by the list; else use a newer kernel."
)
SECCOMP = (
    "This kernel was built without CONFIG_SECCOMP_FILTER, or a filter around this process forbids filters. Use another."
)
RLIMITS = (
    "Root without the right to become another uid: RLIMIT_NPROC does not hold root. Run the runner as an ordinary\n"
    "user, or give it CAP_SETUID and CAP_SETGID."
)
OUTER_WALL = (
    "A second wall around the runner. As root, type one of:\n"
    "  apt install bubblewrap     on Debian and Ubuntu\n"
    "  dnf install bubblewrap     on Fedora"
)


def remedy(wall: Wall, host: Host) -> str:
    if wall.name == files.OWN_PROC and not wall.control.startswith(NOT_TESTABLE):  # else its namespaces are refused
        return MASKED_IN_A_CONTAINER if host.is_container else MASKED
    known = {
        limits.CGROUPS: CGROUPS_IN_A_CONTAINER if host.is_container else CGROUPS,
        filters.LANDLOCK.name: LANDLOCK,
        filters.SECCOMP.name: SECCOMP,
        limits.RLIMITS.name: RLIMITS,
        privileges.OWN_UID.name: RLIMITS,
        outer.NAME: OUTER_WALL,
    }
    return known.get(wall.name) or what_lets_namespaces(host)
