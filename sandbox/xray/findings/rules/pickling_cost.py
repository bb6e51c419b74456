"""Processes spent their time pickling what they send each other."""

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.measures import LEAST_SECONDS, seconds_in, threads
from sandbox.xray.findings.wording import duration, how_many, size
from sandbox.xray.timeline import State

LEAST_SHARE = 0.3
"""Of the CPU time of all processes. The bytes are also copied through a pipe, which is not counted here."""


def pickling_cost(evidence: Evidence) -> Finding | None:
    facts = evidence.timeline.facts
    cpu = sum(seconds_in(each, State.CPU) for each in threads(evidence.timeline))
    if facts.pickling_seconds < max(LEAST_SECONDS, LEAST_SHARE * cpu):
        return None
    return Finding(
        key="pickling-cost",
        sentence=f"Pickling took {duration(facts.pickling_seconds)} by the clock, while all processes together "
        f"were on the CPU for {duration(cpu)}: {size(facts.pickled_bytes)} "
        f"in {how_many(facts.pickled_messages, 'message')}.",
        next_step="Send less: file names, ranges or indexes instead of data, sums instead of lists, or share memory "
        "by multiprocessing.shared_memory.",
    )
