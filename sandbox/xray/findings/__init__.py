"""What may be said of a run: rules over its timeline, source and output, each with a sentence and a next step."""

from sandbox.xray.findings.evidence import Evidence, Finding
from sandbox.xray.findings.order import MOST_FINDINGS, findings_of

__all__ = ["MOST_FINDINGS", "Evidence", "Finding", "findings_of"]
