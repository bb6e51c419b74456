"""The pages of a submission: whole at its permanent address, and the results that arrive while it goes on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sandbox.events import Outcome
from sandbox.runs.comparing import Timed, bars, reading
from sandbox.runs.mistakes import Complaint, complaint_of
from sandbox.runs.models import Run, State, Submission
from sandbox.runs.places import place_of
from sandbox.runs.repeating import is_busy
from sandbox.runs.stacks import StandingThreads, standing_threads
from sandbox.runs.tokens import stream_address
from sandbox.runs.verdicts import Verdict, verdict_of
from sandbox.runs.views import theirs
from sandbox.runs.xray_views import xray_of


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A run as a page shows it: its row, the words for it, what Python complained of, and the program that was run.

    `threads`: where they stand, if it was deadlocked.
    """

    run: Run
    verdict: Verdict
    complaint: Complaint
    threads: Sequence[StandingThreads] = ()

    @property
    def source(self) -> str:
        return str(self.run.job["source"])


@require_safe
@never_cache
def show(request: HttpRequest, submission: UUID) -> HttpResponse:
    found = theirs(request, submission)
    return render(request, "runs/show.html", {"kept_days": settings.RUNS_KEPT_DAYS, **panel(found, request)})


@require_safe
@never_cache
def results(request: HttpRequest, submission: UUID) -> HttpResponse:
    found = theirs(request, submission)
    return render(request, "runs/_results.html", shown(found, request))


def panel(submission: Submission, request: HttpRequest) -> Mapping[str, Any]:
    """What the whole panel of a submission needs: its fragments, and where it stands now.

    `standing`: the words for its next run, with its place in the queue; None when it is over. The caller has checked
    the asker.
    """
    upcoming = submission.runs.unended().first()
    is_queued = upcoming is not None and upcoming.state == State.QUEUED
    standing = verdict_of(upcoming, place=place_of(submission.pk) if is_queued else None) if upcoming else None
    place = {"standing": standing, "is_queued": is_queued}
    return {**shown(submission, request), **place, **xray_of(submission, request)}


def shown(submission: Submission, request: HttpRequest) -> Mapping[str, Any]:
    """What the fragments of a submission need. The caller has checked the asker."""
    runs = list(submission.runs.defer("timeline"))
    times = [timed(run) for run in runs if run.outcome == Outcome.FINISHED]
    return {
        "submission": submission,
        "runs": [shown_run(run) for run in runs],
        "has_begun": any(run.state != State.QUEUED for run in runs),
        "told": told(runs),
        "bars": bars(times),
        "timing_words": reading(times),
        "is_busy": any(is_busy(run.timed(), cores=run.work().limits.cores) for run in runs),
        "stream": "" if submission.is_over else stream_address(submission, request),
        "limit_seconds": f"{max(run.work().limits.wall_seconds for run in runs):g}",
    }


def told(runs: Sequence[Run]) -> set[str]:
    """The keys of the runs that need a sentence: what did not finish; of what was stopped the first."""
    ended = [run for run in runs if run.is_ended and (run.outcome != Outcome.FINISHED or len(runs) == 1)]
    stopped = [run.key for run in ended if run.outcome == Outcome.STOPPED]
    return {run.key for run in ended} - set(stopped[1:])


def shown_run(run: Run) -> Shown:
    stderr = "".join(said.text for said in run.said() if said.kind == "stderr") if run.outcome == Outcome.ERROR else ""
    threads = standing_threads(run) if run.outcome == Outcome.DEADLOCK else ()
    return Shown(run=run, verdict=verdict_of(run), complaint=complaint_of(stderr), threads=threads)


def timed(run: Run) -> Timed:
    return Timed(
        key=run.key,
        label=run.label,
        seconds=run.wall_seconds,
        every=tuple(each.wall for each in run.timed()),
        cpu_seconds=run.cpu_seconds,
    )
