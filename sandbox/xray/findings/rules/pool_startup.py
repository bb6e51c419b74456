"""The processes of a pool took longer to start than to work."""

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.measures import children, worked_seconds
from sandbox.xray.findings.wording import duration, how_many
from sandbox.xray.timeline import Pool, Process, Timeline

LEAST_STARTING_SECONDS = 0.05
"""Of all workers together; a fork takes a few milliseconds, a fresh interpreter some tens."""
SLACK_SECONDS = 0.002
"""The pool is noted when it has been made; a Pool has started its workers by then."""


def pool_startup(evidence: Evidence) -> Finding | None:
    for pool in evidence.timeline.facts.pools:
        workers = _workers(pool, evidence.timeline)
        starting = sum(max(0.0, each.began - each.start) for each in workers)
        working = sum(worked_seconds(each, evidence.timeline) for each in workers)
        if starting >= LEAST_STARTING_SECONDS and starting > working:
            return _finding(pool, len(workers), starting, working)
    return None


def _finding(pool: Pool, workers: int, starting: float, working: float) -> Finding:
    return Finding(
        key="pool-startup",
        sentence=f"The pool took longer to start than to work: {how_many(workers, 'process')} spent "
        f"{duration(starting)} in starting and {duration(working)} in working, all together.",
        lines=(pool.line,) if pool.line else (),
        next_step="Give it more work at once, keep one pool for all of it, or stay in one process while there is "
        "so little.",
    )


def _workers(pool: Pool, timeline: Timeline) -> list[Process]:
    """Processes that began between this pool and the next one."""
    if pool.kind != "processes":
        return []
    later = [each.at for each in timeline.facts.pools if each.kind == "processes" and each.at > pool.at]
    until = min(later, default=timeline.seconds)
    return [each for each in children(timeline) if pool.at - SLACK_SECONDS < each.began <= until]
