"""What is remembered of runs: the submission (one press of Run) and its runs."""

from sandbox.runs.models.runs import Run, State
from sandbox.runs.models.submissions import Submission

__all__ = ["Run", "State", "Submission"]
