"""The x-ray of a scene on a page of the harness, its windows as fragments, and one that grows."""

from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from sandbox.runs.xray_pages import live_context, window_asked, xray_context
from sandbox.xray.exporting.picture import picture_of
from tests.sandbox.xray.drawing import scenes

FINDING = SimpleNamespace(
    key="lock-during-io",
    sentence="A lock was held during I/O for 91% of the time.",
    lines=[12],
    next_step="Fetch first, then take the lock.",
)
#: Windows that were asked for, in order; "refuse" in it has the next one refused. Each test begins with an empty one.
WINDOWS: list[str] = []


def context(request: HttpRequest, scene: str) -> dict[str, Any]:
    start, end = window_asked(request.GET)
    timeline = getattr(scenes, scene)()
    findings = [FINDING] if scene == "lock_during_io" else []
    return xray_context(
        timeline,
        findings,
        scenes.SOURCE,
        start=start,
        end=end,
        address=f"/harness/x-ray/{scene}/window/",
        picture=f"/harness/x-ray/{scene}.svg",
    )


def page(request: HttpRequest, scene: str) -> HttpResponse:
    return render(request, "harness/x-ray.html", context(request, scene))


def window(request: HttpRequest, scene: str) -> HttpResponse:
    if "refuse" in WINDOWS:
        WINDOWS.clear()
        return HttpResponse("Busy.", status=503)
    WINDOWS.append(request.GET.urlencode())
    return render(request, "xray/_figure.html", context(request, scene))


def picture(request: HttpRequest, scene: str) -> HttpResponse:
    svg = picture_of(context(request, scene)["drawing"], title="X-ray")
    return HttpResponse(svg, content_type="image/svg+xml")


def live(request: HttpRequest) -> HttpResponse:
    return render(request, "harness/x-ray-live.html", live_context(20.0))


urlpatterns = [
    path("harness/x-ray-live/", live),
    path("harness/x-ray/<slug:scene>/", page),
    path("harness/x-ray/<slug:scene>/window/", window),
    path("harness/x-ray/<slug:scene>.svg", picture),
]
