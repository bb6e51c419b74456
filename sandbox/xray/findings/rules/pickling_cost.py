"""Processes spent their time pickling what they send each other."""

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.measures import LEAST_SECONDS, MOST_LINES, children, seconds_in, threads
from sandbox.xray.findings.sources import calls_of
from sandbox.xray.findings.wording import duration, how_many, size
from sandbox.xray.timeline import State

SENDERS = frozenset(
    ["apply", "apply_async", "imap", "imap_unordered", "map", "map_async", "starmap", "starmap_async", "submit"]
)
"""Calls that hand work to a pool or an executor; whatever is sent then is pickled on a thread without a line."""
LEAST_SHARE = 0.3
"""Of the CPU time of all processes. The bytes are also copied through a pipe, which is not counted here."""


def pickling_cost(evidence: Evidence) -> Finding | None:
    facts = evidence.timeline.facts
    cpu = sum(seconds_in(each, State.CPU) for each in threads(evidence.timeline))
    if facts.pickling_seconds < max(LEAST_SECONDS, LEAST_SHARE * cpu):
        return None
    number = len(children(evidence.timeline)) + 1
    return Finding(
        key="pickling-cost",
        sentence=f"Pickling took {duration(facts.pickling_seconds)}, summed over {how_many(number, 'process')} and "
        f"with its waits for the GIL or a core, beside {duration(cpu)} of CPU time in all: {size(facts.pickled_bytes)} "
        f"in {how_many(facts.pickled_messages, 'message')}.",
        lines=_lines(evidence),
        next_step="Send less: file names, ranges or indexes instead of data, sums instead of lists, or share memory "
        "by multiprocessing.shared_memory.",
    )


def _lines(evidence: Evidence) -> tuple[int, ...]:
    """Where work was sent, if every pool is one of processes; where the pools were made, if that is not in main.py."""
    pools = evidence.timeline.facts.pools
    made = {each.line for each in pools if each.kind == "processes" and each.line}
    is_sure = bool(pools) and all(each.kind == "processes" for each in pools)
    sent = calls_of(SENDERS, evidence.source) if is_sure else set()
    return tuple(sorted(sent or made))[:MOST_LINES]
