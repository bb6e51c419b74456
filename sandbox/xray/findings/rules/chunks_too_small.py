"""Many tiny messages between processes, with little work for each."""

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.measures import LEAST_SECONDS, children, seconds_in, threads
from sandbox.xray.findings.wording import duration, how_many, size
from sandbox.xray.timeline import State

LEAST_MESSAGES = 1000
"""“Thousands”; with fewer, their cost is hardly seen."""
MOST_SECONDS_EACH = 0.001
"""CPU of the workers for each message. Sending one and waking who waits for it costs some tens of microseconds on both
sides, so work of a millisecond is the least that outweighs it well."""
MOST_BYTES_EACH = 10_000
"""Larger ones are not tiny: see pickling-cost."""


def chunks_too_small(evidence: Evidence) -> Finding | None:
    timeline = evidence.timeline
    messages, sent = timeline.facts.pickled_messages, timeline.facts.pickled_bytes
    numbers = {each.number for each in children(timeline)}
    cpu = sum(seconds_in(each, State.CPU) for each in threads(timeline) if each.process in numbers)
    if messages < LEAST_MESSAGES or cpu < LEAST_SECONDS or not numbers:
        return None
    if cpu > MOST_SECONDS_EACH * messages or sent > MOST_BYTES_EACH * messages:
        return None
    return Finding(
        key="chunks-too-small",
        sentence=f"{how_many(messages, 'message').capitalize()} of {size(sent // messages)} on average went "
        f"between the processes, with {duration(cpu / messages)} of the workers' CPU time for each.",
        lines=tuple(sorted({each.line for each in timeline.facts.pools if each.kind == "processes" and each.line})),
        next_step="Send more work in each message: give `map` a larger `chunksize`, or make fewer parts.",
    )
