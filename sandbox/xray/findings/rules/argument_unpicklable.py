"""Something that cannot be pickled was to be sent to another process."""

import re

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.tracebacks import Traceback, tracebacks
from sandbox.xray.findings.wording import at_lines, printable

COMPLAINT = re.compile(
    r"^(?:(?:_?pickle\.)?PicklingError: .*|(?:AttributeError|TypeError): "
    r"(?:Can't pickle|cannot pickle|Can't get local object|cannot serialize).*)$"
)
"""Which error it is depends on the version: a local function is an AttributeError up to 3.13, then a PicklingError."""
ADDRESS = re.compile(r" at 0x[0-9a-f]{1,16}\b")
SENDERS = ("/multiprocessing/", "/concurrent/futures/process.py")
"""Modules that pickle for another process; `copy.deepcopy` complains in the same words, and sends nothing."""


def argument_unpicklable(evidence: Evidence) -> Finding | None:
    found = [each for each in tracebacks(evidence.stderr) if _is_about_sending(each)]
    if not found:
        return None
    refused = next((each for each in found if each.lines), found[0])  # the feeder's own comes first, and knows no line
    reason = printable(ADDRESS.sub("", refused.error.partition(": ")[2]))
    return Finding(
        key="argument-unpicklable",
        sentence=f"Something could not be sent to another process{at_lines(refused.last_line)}: {reason}.".replace(
            "..", "."
        ),
        lines=refused.last_line,
        next_step="Send plain values and functions that are defined at the top of main.py, and let each process open "
        "files, connections and locks of its own.",
    )


def _is_about_sending(traceback: Traceback) -> bool:
    return bool(COMPLAINT.match(traceback.error)) and any(name in file for file in traceback.files for name in SENDERS)
