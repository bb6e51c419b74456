"""A lane burned CPU time by asking again and again, instead of waiting."""

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.measures import name_of, seconds_in
from sandbox.xray.findings.spinners import Spinner, spinners
from sandbox.xray.findings.wording import at_lines, duration
from sandbox.xray.timeline import State


def busy_wait(evidence: Evidence) -> Finding | None:
    found = next(iter(spinners(evidence)), None)
    if found is None:
        return None
    return Finding(
        key="busy-wait",
        sentence=f"“{name_of(found.lane, evidence.timeline)}” {_did(found)}, and was on the CPU for "
        f"{duration(seconds_in(found.lane, State.CPU))}.",
        lines=(found.line,) if found.line else (),
        next_step="Wait by something that sleeps until it is told: an Event's wait(), a Queue's get(), or join().",
    )


def _did(found: Spinner) -> str:
    where = at_lines([found.line] if found.line else [])
    if found.what:
        return f"asked “{found.what}” {found.times:,} times{where} instead of waiting"
    return f"ran an empty loop until something changed{where}"
