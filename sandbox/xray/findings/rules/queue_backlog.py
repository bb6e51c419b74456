"""Producers waited for room in a full queue: what empties it is the bottleneck."""

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.queues import QueueUse, are_many, finding, most_waited, puts_of, queues_of, share_of

LEAST_SHARE = 0.3
"""Of their lives; a full queue now and then is what its bound is for."""


def queue_backlog(evidence: Evidence) -> Finding | None:
    use = most_waited(filter(_is_backlogged, queues_of(evidence.timeline)), puts_of)
    if use is None:
        return None
    return finding(
        evidence,
        key="queue-backlog",
        waits=use.puts,
        for_what=f"room in the full queue “{use.name}”",
        bottleneck="the consumers are",
        next_step="Make the consumers faster or have more of them; the bound is right, it keeps the memory small.",
    )


def _is_backlogged(use: QueueUse) -> bool:
    """A queue whose consumers wait for content at least as long as its producers for room is not full."""
    return are_many(use.puts) and share_of(use.puts) >= LEAST_SHARE and share_of(use.puts) > share_of(use.gets)
