"""Performs a claimed run: the job goes to the runner, its events come back and go to the pages, its end to its row."""

import logging
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from sandbox.events import End, Event, Outcome, Started, Stderr, Stdout
from sandbox.jobs import JobRefused
from sandbox.observations import Observed, Recorded
from sandbox.runner.client import RunnerGone, running
from sandbox.runs.claiming import Claim
from sandbox.runs.executing import Execution, Executions
from sandbox.runs.finishing import an_end, end_row, tell_if_over
from sandbox.runs.losing import Return, give_back
from sandbox.runs.models import Run
from sandbox.runs.pairing import PairedExecutions
from sandbox.runs.ringing import ring
from sandbox.runs.streaming.messages import StreamedEvent
from sandbox.runs.streaming.writing import StreamWriter
from sandbox.runs.watching import Reason, Watch, watch_over
from sandbox.runs.xrays import XRay

logger = logging.getLogger(__name__)

OUTPUT_MESSAGES = 20_000
"""The most pieces of output of one run that travel: a program that prints letter by letter must not melt a page."""
TOO_MANY_PIECES = "The rest of the output is left out: it came in too many small pieces."
SECOND_ATTEMPT = "The machine that ran it was lost. This is the second attempt; nothing of the first one counts."
MOVED = "The machine that ran it was needed elsewhere, so the run begins again."


class Performance:
    """One attempt: what was heard of it so far, and how it is told."""

    def __init__(self, claim: Claim, executions: Executions, writer: StreamWriter, watch: Watch) -> None:
        self.claim, self.executions, self.writer, self.watch = claim, executions, writer, watch
        self.started_at: datetime | None = None
        self.cores = 0
        self.xray = XRay()
        self.pieces = 0
        self.found_a_runner = True

    def perform(self, socket: Path) -> None:
        if self.claim.attempt > 1:
            self.tell("again", sentence=SECOND_ATTEMPT if self.claim.losses else MOVED)
        try:
            for execution in self.executions:
                self.execute(execution, socket)
            self.finish(self.executions.end())
        except JobRefused as refused:
            self.finish(an_end(Outcome.ERROR, refused.sentence))
        except RunnerGone as gone:
            reason = self.watch.reason.value if self.watch.reason else gone
            logger.warning("run %s, attempt %d: %s", self.claim.run, self.claim.attempt, reason)
            self.give_up()

    def execute(self, execution: Execution, socket: Path) -> None:
        """Raises RunnerGone where the runner tells no end, also because the watch hung up."""
        if not execution.is_first:
            self.tell("execution", number=execution.number, of=execution.of, is_recorded=execution.is_recorded)
        end = self.heard(execution, socket)
        self.executions.ended(execution, end)
        if end.outcome is not Outcome.FINISHED and execution.aside and not execution.is_recorded:
            self.tell("cut", sentence=f"{execution.name} went otherwise. Its output:")
            for event in execution.aside:
                self.say(event)

    def heard(self, execution: Execution, socket: Path) -> End:
        with running(socket, execution.job) as under_way:
            self.watch.over(under_way)
            for event in under_way.events():
                if isinstance(event, End):
                    return event
                self.hear(event, execution)
        raise RunnerGone("The runner told no end.")

    def hear(self, event: Event, execution: Execution) -> None:
        if isinstance(event, Observed | Recorded):
            self.hear_for_the_xray(event)
            return
        if isinstance(event, Started):
            self.started_at = self.started_at or timezone.now()
            self.cores = event.cores
            self.watch.has_started(execution.job.limits.wall_seconds)
            if execution.is_recorded:
                self.xray.hear(event)
        if not execution.puts_aside(event):
            self.say(event)

    def hear_for_the_xray(self, event: Observed | Recorded) -> None:
        self.xray.hear(event)
        if news := self.xray.news():
            self.tell("timeline", **news)

    def say(self, event: Event) -> None:
        if isinstance(event, Stdout | Stderr):
            self.pieces += 1
            if self.pieces > OUTPUT_MESSAGES:
                if self.pieces == OUTPUT_MESSAGES + 1:
                    self.tell("cut", sentence=TOO_MANY_PIECES)
                return
        self.writer.say(StreamedEvent.of_event(event, run=self.claim.key, attempt=self.claim.attempt))

    def tell(self, kind: str, **fields: object) -> None:
        self.writer.say(StreamedEvent(run=self.claim.key, attempt=self.claim.attempt, kind=kind, fields=fields))

    def finish(self, end: End) -> None:
        """The row first, then the pages: who hears the end can read it from the row."""
        said = StreamedEvent.of_event(end, run=self.claim.key, attempt=self.claim.attempt)
        packed, last = self.writer.packed_with(said)
        held = Run.objects.held_with(self.claim.token).filter(pk=self.claim.run)
        kept = {
            "transcript": packed,
            "started_at": self.started_at,
            "cores": self.cores,
            "timings": [each.row() for each in self.executions.timings],
            "timings_beside": [each.row() for each in self.executions.timings_beside],
            "timeline": self.xray.packed(seconds=self.recorded_seconds()),
        }
        if not end_row(held, self.claim.submission, end, **kept):
            logger.warning("run %s ended after its lease was lost: nothing was written", self.claim.run)
        elif self.writer.say_last(last):
            tell_if_over(self.claim.submission)

    def recorded_seconds(self) -> float:
        """How long the last execution took; it was the recorded one, wherever there is anything to keep of it."""
        return self.executions.last.wall_seconds if self.executions.last else 0.0

    def give_up(self) -> None:
        """The runner is gone, or was left. What never started goes back to the queue, the rest counts as lost."""
        reason = self.watch.reason
        if reason is Reason.LEASE_LOST:
            return
        if reason is Reason.STOP_ASKED:
            self.finish(an_end(Outcome.STOPPED))
        elif reason is Reason.DEPARTURE:
            self.give_back(Return.IN_ORDER)
            ring()
        elif reason is None and self.started_at is None:
            self.found_a_runner = False
            self.give_back(Return.UNSTARTED)
        else:
            self.writer.close(seconds=1)  # what it said is salvaged from the stream if this was its last attempt
            self.give_back(Return.LOST)

    def give_back(self, how: Return) -> None:
        give_back(self.claim.run, self.claim.token, how)


def perform(claim: Claim, socket: Path) -> bool:
    """Bring a claimed run to its end, or back to the queue; False when there was no runner to begin it."""
    executions = executions_of(claim)
    writer = StreamWriter(claim)
    with watch_over(claim) as watch, writer:
        performance = Performance(claim, executions, writer, watch)
        performance.perform(socket)
    return performance.found_a_runner


def executions_of(claim: Claim) -> Executions:
    run: Run = Run.objects.only("job", "beside", "timed_at_most", "is_recorded").get(pk=claim.run)
    if beside := run.work_beside():
        return PairedExecutions(run.work(), beside=beside, pairs=run.timed_at_most)
    return Executions(run.work(), timed_at_most=run.timed_at_most, is_recorded=run.is_recorded)
