"""Consumers waited for an empty queue: what fills it is the bottleneck."""

from sandbox.events import Outcome
from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.queues import QueueUse, are_many, finding, gets_of, most_waited, queues_of, share_of

LEAST_SHARE = 0.5
"""Of their lives: a consumer that is faster than its producer waits, and up to here hands could still be right."""


def queue_starved(evidence: Evidence) -> Finding | None:
    if evidence.outcome is Outcome.DEADLOCK:
        return None  # what nobody will put there does not come sooner from a faster producer
    use = most_waited(filter(_is_starved, queues_of(evidence.timeline)), gets_of)
    if use is None:
        return None
    return finding(
        evidence,
        key="queue-starved",
        waits=use.gets,
        for_what=f"something in the queue “{use.name}”",
        bottleneck="the producer is",
        next_step="Make the producer faster or have more of them; with more consumers, more would wait.",
    )


def _is_starved(use: QueueUse) -> bool:
    """A queue whose producers wait for room longer than its consumers for content is not starved."""
    return are_many(use.gets) and share_of(use.gets) >= max(LEAST_SHARE, share_of(use.puts))
