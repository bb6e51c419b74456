"""The processes of a pool took longer to start than to work."""

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.measures import children, worked_seconds
from sandbox.xray.findings.wording import duration, how_many

LEAST_STARTING_SECONDS = 0.05
"""Of all workers together; a fork takes a few milliseconds, a fresh interpreter some tens."""


def pool_startup(evidence: Evidence) -> Finding | None:
    """Several pools are taken together: when each was made is not known well enough to tell their workers apart.

    A worker that was ended before it began is left out: nobody knows how much of its life was its start.
    """
    timeline = evidence.timeline
    pools = [each for each in timeline.facts.pools if each.kind == "processes"]
    workers = [each for each in children(timeline) if each.began > each.start]
    starting = sum(each.began - each.start for each in workers)
    working = sum(worked_seconds(each, timeline) for each in workers)
    if not pools or starting < LEAST_STARTING_SECONDS or starting <= working:
        return None
    return Finding(
        key="pool-startup",
        sentence=f"{'The pool' if len(pools) == 1 else 'Pools'} took longer to start than to work: "
        f"{how_many(len(workers), 'process')} spent {duration(starting)} in starting "
        f"and {duration(working)} in working, all together.",
        lines=tuple(sorted({each.line for each in pools if each.line})),
        next_step="Give it more work at once, keep one pool for all of it, or stay in one process while there is "
        "so little.",
    )
