"""Pages that hold our elements and nothing else, for tests alone: their addresses, and what the elements ask for."""

import uuid
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path

from sandbox.jobs import Job
from sandbox.runs.comparing import Timed, bars
from sandbox.runs.models import Run, Submission
from sandbox.runs.predictions import RATIOS, spans
from sandbox.runs.verdicts import verdict_of
from sandbox.runs.xray_pages import live_context
from tests.elements import lab_pages, timelines
from website.urls import urlpatterns as site

SUBMISSION = uuid.UUID(int=1)
#: What the elements asked for, in order; each test begins with an empty one.
ASKED: list[str] = []
#: What was posted to run a demo, or to keep a draft.
POSTED: list[dict[str, Any]] = []
#: What the pages hold: `labels` of the runs, or whole `runs` of a submission that is over; whether an x-ray `grows`.
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
        "xray": {"growing": live_context(20.0)} if HELD.get("grows") and not is_over else {},
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


def xray(request: HttpRequest, submission: uuid.UUID) -> HttpResponse:
    ASKED.append("x-ray")
    if HELD.get("refused_x_rays", 0):
        HELD["refused_x_rays"] -= 1
        return HttpResponse("Busy.", status=503)
    return render(request, "runs/_xray.html", submission_context())


def bars_page(request: HttpRequest) -> HttpResponse:
    """A version that was timed five times, once by far the slowest."""
    every = (1.0, 1.0, 1.0, 1.0, 2.0)
    timed = [Timed(key=key, label=key, seconds=1.0, every=every, every_cpu=every) for key in ("threads", "asyncio")]
    return render(request, "harness/bars.html", {"bars": bars(timed)})


PARAMETERS = [
    SimpleNamespace(name="WORKERS", label="Workers", unit="", kind="number", minimum=1, maximum=8, step=1, text="4"),
    SimpleNamespace(
        name="DELAY", label="Delay", unit="ms", kind="number", minimum=0, maximum=50000, step=10, text="200"
    ),
    SimpleNamespace(name="MODE", label="Mode", unit="", kind="choice", choices=["calm", "busy"], text="calm"),
]
SOURCE = """\
from threading import Thread

WORKERS = 4
DELAY = 200  # milliseconds
MODE = 'calm'


def work(number):
    print(f"worker {number}")


if __name__ == "__main__":
    for number in range(WORKERS):
        Thread(target=work, args=(number,)).start()
"""


def variant(key: str, label: str) -> SimpleNamespace:
    drafts = HELD.get("drafts", {})
    return SimpleNamespace(
        key=key,
        label=label,
        source=f"# {label}\n{SOURCE}",
        draft=drafts.get(key, ""),
        draft_saved_at=HELD.get("saved_at") if key in drafts else None,
        is_wanted=True,
    )


def demo_context() -> dict[str, Any]:
    return {
        "demo": SimpleNamespace(key="sums", question="Which one finishes first?"),
        "ratios": RATIOS,
        "spans": spans(20.0),
        "parameters": PARAMETERS,
        "variants": [variant("threads", "Threads"), variant("asyncio", "asyncio")],
        "sweep_counts": [1, 2, 4, 8],
        "sweepable": ["threads"],
        "drafts_address": "/harness/drafts/" if "owner" in HELD else "",
        "user": SimpleNamespace(pk=HELD.get("owner"), is_authenticated="owner" in HELD, initial="A", name="Ada"),
        "capacity": HELD.get("capacity", SimpleNamespace(is_open=True, sentence="")),
        "facts": "Python 3.13, 2 cores, 512 MiB, 20 s",
    }


def demo_page(request: HttpRequest) -> HttpResponse:
    return render(request, "harness/demo.html", demo_context())


def demo_run(request: HttpRequest) -> HttpResponse:
    POSTED.append({name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"})
    if refusal := HELD.get("refusal"):
        response = HttpResponse(f"<p>{refusal[1]}</p>", status=refusal[0])
        response["HX-Retarget"] = "#refusal"
        return response
    return render(request, "runs/_submission.html", submission_context())


def opened_in_lab(request: HttpRequest) -> HttpResponse:
    POSTED.append({name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"})
    return render(request, "harness/demo.html", demo_context())


def draft(request: HttpRequest, variant: str, act: str = "save") -> HttpResponse:
    POSTED.append({act: [variant, request.POST.get("source", "")]})
    if refusal := HELD.get("draft_refusal"):
        return HttpResponse(refusal, status=422, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)


runs = [
    path("<uuid:submission>/stream/", renewed, name="stream"),
    path("<uuid:submission>/stop/", stopped, name="stop"),
    path("<uuid:submission>/results/", results, name="results"),
    path("<uuid:submission>/x-ray/", xray, name="xray"),
    path("<uuid:submission>/", submission_page, name="show"),
]
urlpatterns = [
    path("harness/submission/", submission_page),
    path("harness/bars/", bars_page),
    path("harness/demo/", demo_page),
    path("harness/run/", demo_run),
    path("harness/lab/", opened_in_lab),
    path("harness/drafts/<slug:variant>/", draft),
    path("harness/drafts/<slug:variant>/<slug:act>/", draft),
    path("runs/", include((runs, "runs"))),
    *timelines.urlpatterns,
    *lab_pages.urlpatterns,
    *site,
]
