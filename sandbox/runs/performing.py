"""Performs a claimed run: the job goes to the runner, its events come back and go to the pages, its end to its row."""

import logging
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from sandbox.events import End, Event, Outcome, Started, Stderr, Stdout
from sandbox.jobs import Job, JobRefused
from sandbox.runner.client import RunnerGone, running
from sandbox.runs.claiming import Claim
from sandbox.runs.finishing import an_end, end_row, tell_if_over
from sandbox.runs.losing import Return, give_back
from sandbox.runs.models import Run
from sandbox.runs.ringing import ring
from sandbox.runs.streaming.messages import StreamedEvent
from sandbox.runs.streaming.writing import StreamWriter
from sandbox.runs.watching import Reason, Watch, watch_over

logger = logging.getLogger(__name__)

OUTPUT_MESSAGES = 20_000
"""The most pieces of output of one run that travel: a program that prints letter by letter must not melt a page."""
TOO_MANY_PIECES = "The rest of the output is left out: it came in too many small pieces."
SECOND_ATTEMPT = "The machine that ran it was lost. This is the second attempt; nothing of the first one counts."
MOVED = "The machine that ran it was needed elsewhere, so the run begins again."


class Performance:
    """One attempt: what was heard of it so far, and how it is told."""

    def __init__(self, claim: Claim, job: Job, writer: StreamWriter, watch: Watch) -> None:
        self.claim, self.job, self.writer, self.watch = claim, job, writer, watch
        self.started_at: datetime | None = None
        self.pieces = 0
        self.found_a_runner = True

    def perform(self, socket: Path) -> None:
        if self.claim.attempt > 1:
            self.tell("again", sentence=SECOND_ATTEMPT if self.claim.losses else MOVED)
        try:
            self.finish(self.heard(socket))
        except JobRefused as refused:
            self.finish(an_end(Outcome.ERROR, refused.sentence))
        except RunnerGone as gone:
            reason = self.watch.reason.value if self.watch.reason else gone
            logger.warning("run %s, attempt %d: %s", self.claim.run, self.claim.attempt, reason)
            self.give_up()

    def heard(self, socket: Path) -> End:
        """The end that the runner tells; raises RunnerGone when it tells none, also because the watch hung up."""
        with running(socket, self.job) as under_way:
            self.watch.over(under_way)
            for event in under_way.events():
                if isinstance(event, End):
                    return event
                self.hear(event)
        raise RunnerGone("The runner told no end.")

    def hear(self, event: Event) -> None:
        if isinstance(event, Started):
            self.started_at = timezone.now()
            self.watch.has_started(self.job.limits.wall_seconds)
        if isinstance(event, Stdout | Stderr):
            self.pieces += 1
            if self.pieces > OUTPUT_MESSAGES:
                if self.pieces == OUTPUT_MESSAGES + 1:
                    self.tell("cut", sentence=TOO_MANY_PIECES)
                return
        self.writer.say(StreamedEvent.of_event(event, run=self.claim.key, attempt=self.claim.attempt))

    def tell(self, kind: str, *, sentence: str) -> None:
        fields = {"sentence": sentence}
        self.writer.say(StreamedEvent(run=self.claim.key, attempt=self.claim.attempt, kind=kind, fields=fields))

    def finish(self, end: End) -> None:
        """The row first, then the pages: who hears the end can read it from the row."""
        said = StreamedEvent.of_event(end, run=self.claim.key, attempt=self.claim.attempt)
        packed, last = self.writer.packed_with(said)
        held = Run.objects.held_with(self.claim.token).filter(pk=self.claim.run)
        if not end_row(held, self.claim.submission, end, transcript=packed, started_at=self.started_at):
            logger.warning("run %s ended after its lease was lost: nothing was written", self.claim.run)
        elif self.writer.say_last(last):
            tell_if_over(self.claim.submission)

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
    job = job_of(claim)
    writer = StreamWriter(claim)
    with watch_over(claim) as watch, writer:
        performance = Performance(claim, job, writer, watch)
        performance.perform(socket)
    return performance.found_a_runner


def job_of(claim: Claim) -> Job:
    run: Run = Run.objects.only("job").get(pk=claim.run)
    return run.work()
