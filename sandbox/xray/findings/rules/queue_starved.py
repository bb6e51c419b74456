"""Consumers waited for an empty queue: what fills it is the bottleneck."""

from sandbox.events import Outcome
from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.measures import LEAST_SECONDS, main_lines, name_of, noun_of
from sandbox.xray.findings.queues import QueueUse, lanes_of, queues_of, share_of, slices_of, times_of, waited
from sandbox.xray.findings.wording import begun, duration, how_many, quoted

LEAST_SHARE = 0.5
"""Of their lives: a consumer that is faster than its producer waits, and up to here hands could still be right."""
LEAST_WAITS = 3
"""One wait for the first piece and one for the end are everybody's."""


def queue_starved(evidence: Evidence) -> Finding | None:
    if evidence.outcome is Outcome.DEADLOCK:
        return None  # what nobody will put there does not come sooner from a faster producer
    use = max(filter(_is_starved, queues_of(evidence.timeline)), key=lambda each: waited(each.gets), default=None)
    if use is None:
        return None
    lanes = lanes_of(use.gets)
    who = (
        quoted([name_of(lanes[0], evidence.timeline)])
        if len(lanes) == 1
        else begun(how_many(len(lanes), noun_of(lanes)))
    )
    return Finding(
        key="queue-starved",
        sentence=f"{who} waited for something in the queue “{use.name}” {100 * share_of(use.gets):.0f} % of the time, "
        f"{duration(waited(use.gets))} in all: the producer is the bottleneck.",
        lines=main_lines(slices_of(use.gets)),
        next_step="Make the producer faster or have more of them; with more consumers, more would wait.",
    )


def _is_starved(use: QueueUse) -> bool:
    """A queue whose producers wait for room longer than its consumers for content is not starved."""
    seconds, often = waited(use.gets), times_of(use.gets)
    return (
        often >= LEAST_WAITS and seconds >= LEAST_SECONDS and share_of(use.gets) >= max(LEAST_SHARE, share_of(use.puts))
    )
