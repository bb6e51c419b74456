"""Producers waited for room in a full queue: what empties it is the bottleneck."""

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.measures import LEAST_SECONDS, main_lines, name_of, noun_of
from sandbox.xray.findings.queues import QueueUse, lanes_of, queues_of, share_of, slices_of, times_of, waited
from sandbox.xray.findings.wording import begun, duration, how_many, quoted

LEAST_SHARE = 0.3
"""Of their lives; a full queue now and then is what its bound is for."""
LEAST_WAITS = 3
"""Fewer are a moment, no state."""


def queue_backlog(evidence: Evidence) -> Finding | None:
    use = max(filter(_is_backlogged, queues_of(evidence.timeline)), key=lambda each: waited(each.puts), default=None)
    if use is None:
        return None
    lanes = lanes_of(use.puts)
    who = (
        quoted([name_of(lanes[0], evidence.timeline)])
        if len(lanes) == 1
        else begun(how_many(len(lanes), noun_of(lanes)))
    )
    return Finding(
        key="queue-backlog",
        sentence=f"{who} waited for room in the full queue “{use.name}” {100 * share_of(use.puts):.0f} % of the time, "
        f"{duration(waited(use.puts))} in all: the consumers are the bottleneck.",
        lines=main_lines(slices_of(use.puts)),
        next_step="Make the consumers faster or have more of them; the bound is right, it keeps the memory small.",
    )


def _is_backlogged(use: QueueUse) -> bool:
    """A queue whose consumers wait for content at least as long as its producers for room is not full."""
    seconds, often = waited(use.puts), times_of(use.puts)
    return (
        often >= LEAST_WAITS
        and seconds >= LEAST_SECONDS
        and share_of(use.puts) >= LEAST_SHARE
        and share_of(use.puts) > share_of(use.gets)
    )
