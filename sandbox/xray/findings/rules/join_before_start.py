"""A thread or a process was joined that had not been started."""

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.tracebacks import Traceback, tracebacks
from sandbox.xray.findings.wording import at_lines

COMPLAINTS = {
    "RuntimeError: cannot join thread before it is started": ("thread", "/threading.py"),
    "AssertionError: can only join a started process": ("process", "/multiprocessing/process.py"),
}
"""What was joined, and the module that complains: a program may raise an error of the same words."""


def join_before_start(evidence: Evidence) -> Finding | None:
    refused = next(filter(_is_of_join, tracebacks(evidence.stderr)), None)
    if refused is None:
        return None
    noun, _ = COMPLAINTS[refused.error]
    return Finding(
        key="join-before-start",
        sentence=f"A {noun} was joined{at_lines(refused.last_line)} before it was started, "
        "so there was nothing whose end could be waited for.",
        lines=refused.last_line,
        next_step=f"Call `start()` before `join()`: making a {noun} does not start it.",
    )


def _is_of_join(traceback: Traceback) -> bool:
    _, module = COMPLAINTS.get(traceback.error, ("", ""))
    return bool(module and traceback.files) and traceback.files[-1].endswith(module)
