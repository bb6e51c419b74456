"""Two programs timed in turn: the one of a run, and another beside it that it is compared with.

In pairs, each in a jail of its own and on the same slot, so that what disturbs one disturbs the other as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.events import End, Outcome
from sandbox.jobs import Job
from sandbox.runs.executing import Execution, Executions
from sandbox.runs.repeating import Timing


@dataclass(kw_only=True)
class PairedExecution(Execution):
    """`is_beside`: the other program; its output is told only where it goes wrong."""

    is_beside: bool = False


class PairedExecutions(Executions):
    """So many pairs as the run may be timed, or up to the first execution that does not finish."""

    def __init__(self, job: Job, *, beside: Job, pairs: int) -> None:
        super().__init__(job, timed_at_most=pairs, is_recorded=False)
        self.beside = beside

    def __iter__(self) -> Iterator[Execution]:
        for number in range(1, self.timed_at_most + 1):
            for is_beside in (True, False):
                yield PairedExecution(
                    job=self.beside if is_beside else self.job,
                    number=number,
                    of=self.timed_at_most,
                    is_first=number == 1 and not is_beside,
                    is_beside=is_beside,
                )
                if self.last is None or self.last.outcome is not Outcome.FINISHED:
                    return

    def ended(self, execution: Execution, end: End) -> None:
        self.last = end
        if end.outcome is Outcome.FINISHED:
            is_beside = isinstance(execution, PairedExecution) and execution.is_beside
            (self.timings_beside if is_beside else self.timings).append(Timing.of(end))

    def _is_timed(self) -> bool:
        return len(self.timings) == len(self.timings_beside) == self.timed_at_most
