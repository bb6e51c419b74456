"""What one claimed run consists of: its program timed some times, then recorded once for its x-ray; or one of both.

A timed execution is left alone while it runs. The recorded one gives the timeline, and no time that is compared.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sandbox.events import End, Event, Outcome, Stderr, Stdout
from sandbox.jobs import Job
from sandbox.runs.repeating import Timing, middle, times_wanted

PUT_ASIDE = 200
"""Pieces of output of a later execution: they are wanted only if it ends otherwise than those before."""


@dataclass(kw_only=True)
class Execution:
    """One time that the program is run. `number` of `of` timed ones; both are 0 for the recorded one.

    Its output is the run's if it `is_first`; else it is put `aside`, for the case that it does not finish.
    """

    job: Job
    number: int = 0
    of: int = 0
    is_first: bool = True
    aside: deque[Stdout | Stderr] = field(default_factory=lambda: deque(maxlen=PUT_ASIDE))

    @property
    def is_recorded(self) -> bool:
        return self.job.is_recorded

    @property
    def name(self) -> str:
        return "The recorded run" if self.is_recorded else f"Timed run {self.number} of {self.of}"

    def puts_aside(self, event: Event) -> bool:
        """Whether the event is output that is not told, or not yet."""
        if self.is_first or not isinstance(event, Stdout | Stderr):
            return False
        self.aside.append(event)
        return True


class Executions:
    """The executions of one attempt at a run; whoever performs them says how each ended.

    What `is_recorded` has a recorded one at the end; without it the program is timed alone.
    """

    def __init__(self, job: Job, *, timed_at_most: int, is_recorded: bool = True) -> None:
        self.job, self.timed_at_most, self.is_recorded = job, timed_at_most, is_recorded
        self.timings: list[Timing] = []
        self.timings_beside: list[Timing] = []
        """Of another program, in a paired run."""
        self.last: End | None = None

    def __iter__(self) -> Iterator[Execution]:
        """The next one, as long as all before it finished; the recorded one is the last."""
        while len(self.timings) < (wanted := times_wanted(self.timings, at_most=self.timed_at_most)):
            number = len(self.timings) + 1
            of = wanted if self.timings else self.timed_at_most
            yield Execution(job=self.job, number=number, of=of, is_first=number == 1)
            if self.last is None or self.last.outcome is not Outcome.FINISHED:
                return
        if self.is_recorded:
            yield Execution(job=replace(self.job, is_recorded=True), is_first=not self.timings)

    def ended(self, execution: Execution, end: End) -> None:
        self.last = end
        if not execution.is_recorded and end.outcome is Outcome.FINISHED:
            self.timings.append(Timing.of(end))

    def end(self) -> End:
        """The end of the run: of the execution that went wrong, else of the last one, with the median time.

        A program that finished each time it was timed has finished, however its recorded execution ended.
        """
        assert self.last is not None
        if not self.timings or self.last.outcome is Outcome.STOPPED or not self._is_timed():
            return self.last
        typical = middle(self.timings)
        return replace(
            self.last,
            outcome=Outcome.FINISHED,
            exit_code=0,
            detail="",
            wall_seconds=typical.wall,
            cpu_seconds=typical.cpu,
            others_seconds=typical.others,
        )

    def _is_timed(self) -> bool:
        """Whether all that was to be timed was."""
        return len(self.timings) >= times_wanted(self.timings, at_most=self.timed_at_most)
