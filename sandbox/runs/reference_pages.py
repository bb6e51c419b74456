"""A reference on pages: its times beside a comparison that was run here, and its x-ray on a page of its own."""

import base64
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sandbox.runs.capacity import capacity
from sandbox.runs.comparing import Bar, Timed, bars
from sandbox.runs.models import Reference
from sandbox.runs.repeating import BUSY_SHARE, Timing, busy_share, timings_of
from sandbox.runs.xray_pages import comparison_context, window_asked
from sandbox.xray.drawing.comparing import Compared
from sandbox.xray.keeping import TimelineUnreadable, unpack


@dataclass(frozen=True, kw_only=True)
class Beside:
    """`is_busy`: its machine was, so nothing is concluded · `shows_more`: runs have one core here, had more there."""

    reference: Reference
    bars: Sequence[Bar]
    is_busy: bool
    shows_more: bool


def beside(subject: str, *, keys: Collection[str]) -> Beside | None:
    """The reference of a subject, if it ran any of these variants."""
    found = Reference.objects.filter(subject=subject).defer("timelines").first()
    if found is None or not any(run["key"] in keys for run in found.runs):
        return None
    timings = [timings_of(run["timings"]) for run in found.runs]
    is_busy = max(busy_share(each, cores=found.cores) for each in timings) > BUSY_SHARE
    times = [timed(run, each) for run, each in zip(found.runs, timings, strict=True)]
    return Beside(
        reference=found,
        bars=bars(times, is_fair=not is_busy),
        is_busy=is_busy,
        shows_more=found.cores > 1 and capacity().cores == 1,
    )


def timed(run: dict[str, Any], timings: Sequence[Timing]) -> Timed:
    return Timed(
        key=run["key"],
        label=run["label"],
        seconds=median_low(each.wall for each in timings),
        every=tuple(each.wall for each in timings),
        cpu_seconds=median_low(each.cpu for each in timings),
        every_cpu=tuple(each.cpu for each in timings),
    )


@require_safe
@never_cache
def show(request: HttpRequest, subject: str) -> HttpResponse:
    """Everybody's: it is nobody's run."""
    found = get_object_or_404(Reference, subject=subject)
    return render(request, "runs/reference.html", {"reference": found, "figure": figure_of(found, request)})


@require_safe
@never_cache
def xray(request: HttpRequest, subject: str) -> HttpResponse:
    """The fragment: the window that `from` and `to` ask for, else the whole."""
    found = get_object_or_404(Reference, subject=subject)
    return render(request, "xray/_figure.html", figure_of(found, request))


def figure_of(found: Reference, request: HttpRequest) -> dict[str, Any]:
    """Without findings: those need the programs, which a reference does not hold."""
    start, end = window_asked(request.GET)
    address = reverse("runs:reference-xray", args=[found.subject])
    return comparison_context(compared(found), [], start=start, end=end, address=address)


def compared(found: Reference) -> list[Compared]:
    """Its runs; of a version of the site that we no longer read, none can be shown."""
    try:
        return [
            Compared(name=run["label"], timeline=unpack(base64.b64decode(found.timelines[run["key"]])))
            for run in found.runs
        ]
    except TimelineUnreadable:
        raise Http404("The x-ray of this reference is of an older form.") from None
