"""The pages of a submission: whole at its permanent address, its results as they arrive, the same once more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.middleware import HtmxDetails

from sandbox import trials
from sandbox.events import Outcome
from sandbox.runs.asking import Asker
from sandbox.runs.comparing import Timed, bars, reading
from sandbox.runs.mistakes import Complaint, complaint_of
from sandbox.runs.models import Run, State, Submission
from sandbox.runs.places import place_of
from sandbox.runs.predictions import Told, told
from sandbox.runs.reference_pages import beside
from sandbox.runs.refusals import RunRefused
from sandbox.runs.repeating import BUSY_SHARE
from sandbox.runs.repeats import repeats_of, table_of_times
from sandbox.runs.requests import submit_again
from sandbox.runs.stacks import StandingThreads, standing_threads
from sandbox.runs.sweeps import sweep_of
from sandbox.runs.tokens import stream_address
from sandbox.runs.verdicts import Verdict, verdict_of
from sandbox.runs.views import stands_alone, theirs
from sandbox.runs.xray_views import xray_of
from sandbox.runs.xrays import timeline_of
from sandbox.xray.drawing.circles import Wait, circle_of


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A run as a page shows it: its row, the words for it, what Python complained of, and the program that was run.

    `threads`: where they stand, if it was deadlocked · `circle`: who waits for whom, if they wait in a circle.
    """

    run: Run
    verdict: Verdict
    complaint: Complaint
    threads: Sequence[StandingThreads] = ()
    circle: Sequence[Wait] = ()

    @property
    def source(self) -> str:
        return str(self.run.job["source"])


@require_safe
@never_cache
def show(request: HttpRequest, submission: UUID) -> HttpResponse:
    """What was asked of the race lab has its page there: what such a run prints is for nobody to read."""
    found = theirs(request, submission)
    if found.runs.filter(Q(job__explores=True) | Q(job__source=trials.PROGRAM)).exists():
        return redirect(found.page)
    return render(request, "runs/show.html", page_of(found, request))


def page_of(found: Submission, request: HttpRequest) -> Mapping[str, Any]:
    return {"kept_days": settings.RUNS_KEPT_DAYS, **panel(found, request)}


@require_safe
@never_cache
def results(request: HttpRequest, submission: UUID) -> HttpResponse:
    found = theirs(request, submission)
    return render(request, "runs/_results.html", shown(found, request))


@require_POST
def again(request: HttpRequest, submission: UUID) -> HttpResponse:
    """Runs the same once more: in its place on the page of a demo, else on a page of its own."""
    found = theirs(request, submission)
    try:
        repeated = submit_again(found, asker=Asker.of(request))
    except RunRefused as refused:
        return refusal(request, found, refused)
    if not HtmxDetails(request):
        return redirect("runs:show", repeated.pk)
    return render(request, "runs/_submission.html", panel(repeated, request))


def refusal(request: HttpRequest, found: Submission, refused: RunRefused) -> HttpResponse:
    if HtmxDetails(request):
        response = render(request, "runs/_refused.html", {"refused": refused}, status=refused.status)
        response["HX-Retarget"], response["HX-Reswap"] = "#refusal", "innerHTML"
    else:
        context = {**page_of(found, request), "refused": refused}
        response = render(request, "runs/show.html", context, status=refused.status)
    for name, value in refused.headers.items():
        response[name] = value
    return response


def panel(submission: Submission, request: HttpRequest) -> Mapping[str, Any]:
    """What the whole panel of a submission needs: its fragments, and where it stands now.

    `standing`: the words for its next run, with its place in the queue; None when it is over. The caller has checked
    the asker.
    """
    upcoming = submission.runs.unended().first()
    is_queued = upcoming is not None and upcoming.state == State.QUEUED
    standing = verdict_of(upcoming, place=place_of(submission.pk) if is_queued else None) if upcoming else None
    place = {"standing": standing, "is_queued": is_queued}
    return {**shown(submission, request), **place, "xray": xray_of(submission, request)}


def shown(submission: Submission, request: HttpRequest) -> Mapping[str, Any]:
    """What the fragments of a submission need. The caller has checked the asker."""
    runs = list(submission.runs.defer("timeline"))
    times = [timed(run) for run in runs if run.outcome == Outcome.FINISHED]
    busy_share = max(run.busy_share() for run in runs)
    is_busy = busy_share > BUSY_SHARE
    drawn = bars(times, is_fair=not is_busy)
    is_sweep = any(run.workers for run in runs)
    is_compared = len(runs) > 1 and bool(times) and not is_sweep
    return {
        "submission": submission,
        "runs": [shown_run(run) for run in runs],
        "has_begun": any(run.state != State.QUEUED for run in runs),
        "told": unfinished(runs),
        "bars": drawn,
        "repeats": repeats_of(drawn),
        "times": table_of_times(times),
        "prediction": prediction_told(submission, runs, times, is_fair=not is_busy),
        "is_sweep": is_sweep,
        "sweep": sweep_of(runs, times, is_fair=not is_busy),
        "timing_words": reading(times, is_fair=not is_busy),
        "beside": beside(submission.subject, keys={run.key for run in runs}) if is_compared else None,
        "busy_percent": round(100 * busy_share) if is_busy and submission.is_comparison else 0,
        "stands_alone": stands_alone(request, submission),
        "stream": "" if submission.is_over else stream_address(submission, request),
        "limit_seconds": f"{max(run.work().limits.wall_seconds for run in runs):g}",
    }


def prediction_told(
    submission: Submission, runs: Sequence[Run], times: Sequence[Timed], *, is_fair: bool
) -> Told | None:
    labels = {run.key: run.label for run in runs}
    return told(submission.predicted(), labels=labels, times=times, is_over=submission.is_over, is_fair=is_fair)


def unfinished(runs: Sequence[Run]) -> set[str]:
    """The keys of the runs that need a sentence: what did not finish; of what was stopped the first."""
    ended = [run for run in runs if run.is_ended and (run.outcome != Outcome.FINISHED or len(runs) == 1)]
    stopped = [run.key for run in ended if run.outcome == Outcome.STOPPED]
    return {run.key for run in ended} - set(stopped[1:])


def shown_run(run: Run) -> Shown:
    stderr = "".join(said.text for said in run.said() if said.kind == "stderr") if run.outcome == Outcome.ERROR else ""
    is_stuck = run.outcome == Outcome.DEADLOCK
    timeline = timeline_of(run) if is_stuck else None
    return Shown(
        run=run,
        verdict=verdict_of(run),
        complaint=complaint_of(stderr),
        threads=standing_threads(run) if is_stuck else (),
        circle=circle_of(timeline) if timeline else (),
    )


def timed(run: Run) -> Timed:
    timings = run.timed()
    return Timed(
        key=run.key,
        label=run.label,
        seconds=run.wall_seconds,
        every=tuple(each.wall for each in timings),
        cpu_seconds=median_low(each.cpu for each in timings) if timings else run.cpu_seconds,
        every_cpu=tuple(each.cpu for each in timings),
    )
