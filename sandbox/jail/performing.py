"""Performs one job in a waiting jail, from its order to its last process, for the runner and for the command line."""

from sandbox.events import End
from sandbox.jail.audience import Audience
from sandbox.jail.ending import Ending
from sandbox.jail.jails import Jail, NoJail
from sandbox.jail.limits import MEBIBYTE
from sandbox.jail.measuring import Meter
from sandbox.jail.processes import ProcessMeter
from sandbox.jail.supervisor import Supervisor
from sandbox.jobs import Job, Limits


def perform(job: Job, *, jail: Jail, cores: tuple[int, ...], audience: Audience) -> End:
    """Runs the job in `jail`, which stands and waits; says everything to the audience, and returns its End.

    Nothing of the jail lives then, and it cannot be used again. Raises NoJail, with nothing said, where the program
    could not begin in it.
    """
    with jail:
        meter = meter_for(jail, job.limits)
        return Supervisor(job, jail, meter, audience, cores=cores[: job.limits.cores]).supervise()


def meter_for(jail: Jail, limits: Limits) -> Meter:
    """The jail's cgroups, where it has them, with the limits of this run. Raises NoJail where they refuse them."""
    if jail.room.cgroups is not None:
        try:
            jail.room.cgroups.hold(limits)
        except OSError as error:
            raise NoJail("cgroups", error.errno or 0, str(error)) from None
        return jail.room.cgroups
    is_own_proc = "proc" in jail.descriptors
    return ProcessMeter(
        proc=jail.descriptors["proc"] if is_own_proc else jail.host_proc(),
        pid_one=1 if is_own_proc else jail.pid,
        is_own_proc=is_own_proc,
        tmp=jail.descriptors["tmp"],
        shm=jail.descriptors["shm"],
        memory_limit=limits.memory_mebibytes * MEBIBYTE,
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
