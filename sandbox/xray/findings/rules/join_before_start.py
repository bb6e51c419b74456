"""A thread or a process was joined that had not been started."""

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.tracebacks import tracebacks
from sandbox.xray.findings.wording import at_lines

COMPLAINTS = {
    "RuntimeError: cannot join thread before it is started": "thread",
    "AssertionError: can only join a started process": "process",
}


def join_before_start(evidence: Evidence) -> Finding | None:
    refused = next((each for each in tracebacks(evidence.stderr) if each.error in COMPLAINTS), None)
    if refused is None:
        return None
    noun = COMPLAINTS[refused.error]
    return Finding(
        key="join-before-start",
        sentence=f"A {noun} was joined{at_lines(refused.last_line)} before it was started, "
        "so there was nothing whose end could be waited for.",
        lines=refused.last_line,
        next_step=f"Call `start()` before `join()`: making a {noun} does not start it.",
    )
