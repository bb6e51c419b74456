"""More lanes computed at once than there are cores: processes, or threads that no GIL holds back."""

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.intervals import length, merged
from sandbox.xray.findings.measures import (
    LEAST_SECONDS,
    lines_among,
    noun_of,
    seconds_in,
    threads,
)
from sandbox.xray.findings.wording import begun, how_many, share
from sandbox.xray.timeline import Lane, State

LEAST_BOUND = 0.6
"""Of its life on a core or waiting for one: what else it does is not what keeps it. In a pool a lane also idles."""
LEAST_WAIT_SHARE = 0.2
"""One worker more than two cores makes a third; less is the kernel's ordinary coming and going."""
LEAST_DEMAND = 1.2
"""Cores that they wanted at once, by those there are."""
LEAST_DELIVERED = 0.7
"""Of the cores must have been theirs: on a busy host others had them, and fewer workers would not help."""


def workers_over_cores(evidence: Evidence) -> Finding | None:
    cores = evidence.timeline.cores
    lanes = [each for each in threads(evidence.timeline) if _is_bound(each)]
    cpu = sum(seconds_in(each, State.CPU) for each in lanes)
    core = sum(seconds_in(each, State.CORE) for each in lanes)
    window = length(merged(lanes))
    if len(lanes) <= cores or core < max(LEAST_SECONDS, LEAST_WAIT_SHARE * (cpu + core)):
        return None
    if cpu + core < LEAST_DEMAND * cores * window or cpu < LEAST_DELIVERED * cores * window:
        return None
    return Finding(
        key="workers-over-cores",
        sentence=f"{begun(how_many(len(lanes), noun_of(lanes)))} computed on {how_many(cores, 'core')}: "
        f"each waited for a core {share(core, cpu + core)} of the time.",
        lines=lines_among(each.line for each in lanes),
        next_step=f"Use as many workers as there are cores, {how_many(cores, 'core')} here: "
        "more make nothing faster that computes.",
    )


def _is_bound(lane: Lane) -> bool:
    cpu = seconds_in(lane, State.CPU)
    return cpu >= LEAST_SECONDS and seconds_in(lane, State.CPU, State.CORE) >= LEAST_BOUND * lane.seconds
