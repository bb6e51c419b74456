"""What is remembered of runs: the submission (one press of Run), its runs, and references to stand beside them."""

from sandbox.runs.models.references import Reference
from sandbox.runs.models.runs import Run, State
from sandbox.runs.models.submissions import Submission

__all__ = ["Reference", "Run", "State", "Submission"]
