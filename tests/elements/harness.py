"""Pages that hold our elements and nothing else, for tests alone: their addresses, and what the elements ask for."""

import uuid
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path

from sandbox.jobs import Job
from sandbox.runs.models import Run, Submission
from sandbox.runs.verdicts import verdict_of
from website.urls import urlpatterns as site

SUBMISSION = uuid.UUID(int=1)
#: What the elements asked for, in order; each test begins with an empty one.
ASKED: list[str] = []
#: What the pages hold: `labels` of the runs, or whole `runs` of a submission that is over.
HELD: dict[str, Any] = {}


def runs_held() -> list[Run]:
    labels = HELD.get("labels", {"threads": "Threads, 4"})
    job = Job("").to_json()
    waiting = [Run(position=at, key=key, label=labels[key], job=job) for at, key in enumerate(labels)]
    return HELD.get("runs", waiting)


def submission_context() -> dict[str, Any]:
    runs = runs_held()
    is_over = all(run.is_ended for run in runs)
    submission = Submission(id=SUBMISSION, title="The same sum")
    submission.over_at = runs[0].ended_at if is_over else None
    return {
        "submission": submission,
        "runs": [SimpleNamespace(run=run, verdict=verdict_of(run)) for run in runs],
        "stream": "" if is_over else "/runs/stream/first",
        "limit_seconds": 20,
    }


def submission_page(request: HttpRequest) -> HttpResponse:
    return render(request, "harness/submission.html", submission_context())


def renewed(request: HttpRequest, submission: uuid.UUID) -> HttpResponse:
    ASKED.append("renew")
    status = HELD.get("renewal_status", 200)
    return JsonResponse({"address": "/runs/stream/renewed"}, status=status)


def stopped(request: HttpRequest, submission: uuid.UUID) -> HttpResponse:
    ASKED.append("stop")
    return HttpResponse(status=204)


def results(request: HttpRequest, submission: uuid.UUID) -> HttpResponse:
    ASKED.append("results")
    return render(request, "runs/_results.html", submission_context())


runs = [
    path("<uuid:submission>/stream/", renewed, name="stream"),
    path("<uuid:submission>/stop/", stopped, name="stop"),
    path("<uuid:submission>/results/", results, name="results"),
    path("<uuid:submission>/", submission_page, name="show"),
]
urlpatterns = [
    path("harness/submission/", submission_page),
    path("runs/", include((runs, "runs"))),
    *site,
]
