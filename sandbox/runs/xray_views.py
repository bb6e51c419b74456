"""The x-ray of a submission, drawn on its page, as a picture, and as files for other programs."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sandbox.runs.finding import findings_in
from sandbox.runs.models import Run, Submission
from sandbox.runs.repeating import BUSY_SHARE
from sandbox.runs.views import stands_alone, theirs
from sandbox.runs.xray_pages import comparison_context, live_context, window_asked, xray_context
from sandbox.runs.xrays import timeline_of
from sandbox.xray.drawing.comparing import Compared
from sandbox.xray.exporting.picture import picture_of
from sandbox.xray.exporting.table import table
from sandbox.xray.exporting.trace_events import trace_events
from sandbox.xray.timeline import Timeline

type Seen = tuple[Run, Timeline]
"""A run that has a timeline."""
RECORDED_AGAIN = "Recorded once more for this picture; the times above are of runs that were left alone."
FORMS: Mapping[str, tuple[str, Callable[[Timeline], str]]] = {
    "csv": ("text/csv; charset=utf-8", table),
    "json": ("application/json", trace_events),
}
"""What a timeline is saved as, beside the picture: a table, and trace events for Perfetto and chrome://tracing."""


@require_safe
@never_cache
def xray(request: HttpRequest, submission: UUID) -> HttpResponse:
    """The fragment: the window that `from` and `to` ask for, else the whole."""
    found = theirs(request, submission)
    return render(request, "runs/_xray.html", {"submission": found, "xray": xray_of(found, request)})


@require_safe
@never_cache
def picture(request: HttpRequest, submission: UUID) -> HttpResponse:
    """What the fragment draws, as one SVG document."""
    found = theirs(request, submission)
    figure = xray_of(found, request)["figure"]
    if figure is None:
        raise Http404("This run has no x-ray.")
    svg = picture_of(figure["drawing"], title=found.title, notes=" ".join(figure["notes"]))
    return saved(svg, kind="image/svg+xml", name=f"{slugify(found.title) or 'x-ray'}.svg")


@require_safe
@never_cache
def timeline(request: HttpRequest, submission: UUID, key: str, form: str) -> HttpResponse:
    run = get_object_or_404(theirs(request, submission).runs, key=key)
    found = timeline_of(run)
    if found is None:
        raise Http404("This run has no x-ray.")
    kind, write = FORMS[form]
    return saved(write(found), kind=kind, name=f"{slugify(run.label) or 'x-ray'}.{form}")


def saved(text: str, *, kind: str, name: str) -> HttpResponse:
    """A file to keep. Opened in the browser all the same, a picture may use its own styles and nothing else."""
    answer = HttpResponse(text, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return answer


def xray_of(submission: Submission, request: HttpRequest) -> dict[str, Any]:
    """What the fragment shows: the runs that have a timeline, on one clock; and room for one that goes on."""
    runs = list(submission.runs.all())
    seen = [(run, timeline) for run in runs if (timeline := timeline_of(run)) is not None]
    return {
        "figure": figure_of(seen, submission, request) if seen else None,
        "files": [(run, [file_of(run, form) for form in FORMS]) for run, _ in seen],
        "growing": growing(runs, seen),
        "busy_percent": busy_percent(submission, runs),
        "stands_alone": stands_alone(request, submission),
    }


def busy_percent(submission: Submission, runs: Sequence[Run]) -> int:
    """How much of the cores others used beside a run alone, 0 where that is not worth a word; of a comparison the
    results tell it.
    """
    share = 0.0 if submission.is_comparison or not submission.is_over else runs[0].busy_share()
    return round(100 * share) if share > BUSY_SHARE else 0


def growing(runs: Sequence[Run], seen: Sequence[Seen]) -> dict[str, Any] | None:
    """None where nothing more will be recorded."""
    if not any(run.is_recorded and not run.is_ended for run in runs):
        return None
    limit_seconds = max(run.work().limits.wall_seconds for run in runs)
    if seen and seen[0][0] == runs[0]:
        return live_context(limit_seconds, first=runs[0].label, first_seconds=seen[0][1].seconds)
    return live_context(limit_seconds)


def figure_of(seen: Sequence[Seen], submission: Submission, request: HttpRequest) -> dict[str, Any]:
    start, end = window_asked(request.GET)
    address = reverse("runs:xray", args=[submission.pk])
    picture = reverse("runs:picture", args=[submission.pk])
    if end is not None:
        picture = f"{picture}?from={start:g}&to={end:g}"
    if not submission.is_comparison:
        [(run, timeline)] = seen
        found, source = findings_in(run, timeline), str(run.job["source"])
        return xray_context(timeline, found, source, start=start, end=end, address=address, picture=picture)
    runs = [Compared(name=run.label, timeline=timeline, source=str(run.job["source"])) for run, timeline in seen]
    first = [(run.label, finding) for run, timeline in seen for finding in findings_in(run, timeline)[:1]]
    title, missing = title_of(seen, [run for run in submission.runs.all() if run.is_recorded])
    return comparison_context(
        runs,
        first,
        start=start,
        end=end,
        address=address,
        picture=picture,
        title=title,
        said=[RECORDED_AGAIN, *missing],
    )


def title_of(seen: Sequence[Seen], runs: Sequence[Run]) -> tuple[str, Sequence[str]]:
    """What stands over the x-ray of a comparison, and which versions have none, in a sentence if there are any."""
    missing = [run.label for run in runs if run.is_ended and run not in [each for each, _ in seen]]
    if len(seen) == len(runs):
        return "X-ray: all versions on one clock", []
    title = f"X-ray: {len(seen)} of {len(runs)} versions on one clock"
    return title, [f"Without an x-ray: {', '.join(missing)}."] if missing else []


def file_of(run: Run, form: str) -> tuple[str, str]:
    return form.upper(), reverse(f"runs:{form}", args=[run.submission_id, run.key])
