"""What a page may wish of its submission: an address to listen at, and that it stops."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django_htmx.middleware import HtmxDetails

from sandbox.runs.asking import Asker
from sandbox.runs.models import Submission
from sandbox.runs.stopping import stop
from sandbox.runs.tokens import stream_address


@require_POST
@never_cache
def stream(request: HttpRequest, submission: UUID) -> JsonResponse:
    return JsonResponse({"address": stream_address(theirs(request, submission), request)})


@require_POST
@never_cache
def stop_runs(request: HttpRequest, submission: UUID) -> HttpResponse:
    """A script is answered with nothing, for its stream tells what follows; a form without one sees the run's page."""
    stopped = theirs(request, submission)
    stop(stopped)
    if "text/html" in request.headers.get("Accept", ""):
        return redirect("runs:show", stopped.pk)
    return HttpResponse(status=204)


def theirs(request: HttpRequest, submission: UUID) -> Submission:
    """The asker's submission; whose it is not hears that there is none."""
    asker = Asker.known(request)
    seen = Submission.objects.of(asker) if asker else Submission.objects.none()
    found: Submission = get_object_or_404(seen, pk=submission)
    return found


def stands_alone(request: HttpRequest, submission: Submission) -> bool:
    """Whether the page that shows what is answered is the submission's own: a part of a page is asked for elsewhere."""
    seen_at = HtmxDetails(request).current_url_abs_path or request.path
    return seen_at.partition("?")[0] == reverse("runs:show", args=[submission.pk])
