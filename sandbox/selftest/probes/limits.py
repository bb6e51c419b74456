"""The kernel's limits on one process, and cgroups for all of a run."""

import mmap
import os
import resource
import signal

from sandbox.jail.cgroups import CgroupMeter, Home
from sandbox.jail.limits import MEBIBYTE
from sandbox.jobs import BOUNDS, Limits
from sandbox.selftest.outside import Outside
from sandbox.selftest.probes.privileges import become_nobody
from sandbox.selftest.trying import Measure, Probe

DATA_MEBIBYTES, WANTED_MEBIBYTES = 32, 256
SMALLEST = Limits(memory_mebibytes=int(BOUNDS["memory_mebibytes"][0]), processes=int(BOUNDS["processes"][0]))


def _limit(_: Outside) -> None:
    resource.setrlimit(resource.RLIMIT_NPROC, (1, 1))
    resource.setrlimit(resource.RLIMIT_DATA, (DATA_MEBIBYTES * MEBIBYTE,) * 2)


def _fork(_: Outside) -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def _take_memory(_: Outside) -> None:
    mmap.mmap(-1, WANTED_MEBIBYTES * MEBIBYTE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS).close()


def _fork_beyond_the_limit(_: Outside) -> None:
    """One more process at once than the cgroup allows to a program beside its pid 1, which is this process."""
    children = []
    try:
        for _number in range(SMALLEST.processes + 1):
            children.append(_sleeper())  # noqa: PERF401 - those before the one that is refused are to be ended
    finally:
        for pid in children:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def _sleeper() -> int:
    pid = os.fork()
    if pid == 0:
        signal.pause()
        os._exit(0)
    return pid


RLIMITS = Probe(
    name="rlimits",
    act="forking, and taking memory, beyond the limit",
    acts=(_fork, _take_memory),
    wall=Measure(steps=(become_nobody, _limit)),
)
CGROUPS = "cgroups"


def smallest_group(home: Home) -> CgroupMeter:
    """Raises OSError where it cannot be made after all."""
    meter = CgroupMeter(home)
    try:
        meter.hold(SMALLEST)
    except OSError:
        meter.close()
        raise
    return meter


def cgroup_probe(meter: CgroupMeter, home: Home) -> Probe:
    def enter(_: Outside) -> None:
        meter.add(os.getpid())

    return Probe(
        name=CGROUPS,
        act=f"forking beyond the limit of a group (version {home.version})",
        acts=(_fork_beyond_the_limit,),
        wall=Measure(steps=(enter,)),
        is_needed=False,
    )
