"""Performs one job from the first wall to the last process, for the runner and for the command line."""

import os
from dataclasses import dataclass
from pathlib import Path

from sandbox.events import End, Starting
from sandbox.jail.audience import Audience
from sandbox.jail.cgroups import CgroupMeter, Home
from sandbox.jail.ending import Ending
from sandbox.jail.interpreters import Interpreter
from sandbox.jail.limits import MEBIBYTE
from sandbox.jail.measuring import Meter
from sandbox.jail.plan import Plan
from sandbox.jail.processes import ProcessMeter
from sandbox.jail.starting import Jail
from sandbox.jail.supervisor import Supervisor
from sandbox.jobs import Job

FIRST_UID = 1_900_000_000
"""Root's runs take this uid and those above it, one a slot: far from people, and no two runs of a runner share it."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a run takes place: the number of its slot, and the cores of it."""

    number: int
    cores: tuple[int, ...]

    @property
    def uid(self) -> int | None:
        """Who its programs are outside; None where the runner is no root, or nobody outside its namespace."""
        uid = FIRST_UID + self.number
        return uid if os.geteuid() == 0 and is_mapped(uid) else None


def is_mapped(uid: int) -> bool:
    """Whether the user namespace of this process knows the uid: the root of a rootless container knows few."""
    ranges = [tuple(map(int, line.split())) for line in Path("/proc/self/uid_map").read_text().splitlines()]
    return any(first <= uid < first + length for first, _, length in ranges)


def perform(job: Job, *, interpreter: Interpreter, place: Place, home: Home | None, audience: Audience) -> End:
    """Runs the job and says everything to the audience; returns its End once nothing of it lives any more.

    `home`: where cgroups can be made, None to measure by looking at processes. Raises NoJail where a wall cannot be
    put up; nothing has run then.
    """
    audience.say(Starting())
    cores = place.cores[: job.limits.cores]
    plan = Plan(job=job, interpreter=interpreter, cores=cores, uid=place.uid)
    with Jail(plan) as jail:
        jail.build()
        meter = meter_for(jail, home)
        try:
            return Supervisor(jail, meter, audience).supervise()
        finally:
            jail.kill()
            jail.reap()
            meter.close()


def meter_for(jail: Jail, home: Home | None) -> Meter:
    assert jail.pid is not None
    if home is not None:
        meter = CgroupMeter(home, jail.plan.job.limits)
        meter.add(jail.pid)
        return meter
    is_own_proc = "proc" in jail.descriptors
    return ProcessMeter(
        proc=jail.descriptors["proc"] if is_own_proc else jail.host_proc(),
        pid_one=1 if is_own_proc else jail.pid,
        is_own_proc=is_own_proc,
        tmp=jail.descriptors["tmp"],
        shm=jail.descriptors["shm"],
        memory_limit=jail.plan.job.limits.memory_mebibytes * MEBIBYTE,
    )


def never_begun(how: Ending) -> End:
    """The End of a run whose program never started."""
    return End(
        outcome=how.outcome,
        exit_code=None,
        wall_seconds=0.0,
        cpu_seconds=0.0,
        peak_memory_bytes=0,
        detail=how.detail,
    )
