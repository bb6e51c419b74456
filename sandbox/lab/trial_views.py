"""What the button asks for that runs an explored program for real, and the part of the page that waits for it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.middleware import HtmxDetails

from sandbox.lab.asking import asked_of
from sandbox.lab.reading import read
from sandbox.lab.showing import page_of_submission, trial_shown
from sandbox.lab.trying import try_for_real
from sandbox.lab.views import of_the_lab
from sandbox.runs.asking import Asker
from sandbox.runs.models import Submission
from sandbox.runs.refusals import RunRefused
from sandbox.runs.views import theirs


@require_POST
def try_program(request: HttpRequest, submission: UUID) -> HttpResponse:
    """Of one of the orders of a program it is the program that is run."""
    explored = explored_of(request, submission)
    try:
        try_for_real(explored, read(explored).answer, asker=Asker.of(request))
    except RunRefused as refused:
        return refusal(request, explored, refused)
    if not HtmxDetails(request):
        return redirect(f"{reverse('lab:show', args=[explored.pk])}#lab-trial")
    return render(request, "lab/_trial.html", part_of(explored))


@require_safe
@never_cache
def trial(request: HttpRequest, submission: UUID) -> HttpResponse:
    return render(request, "lab/_trial.html", part_of(explored_of(request, submission)))


def explored_of(request: HttpRequest, submission: UUID) -> Submission:
    found = of_the_lab(request, submission)
    of = asked_of(found).of
    return found if of is None else theirs(request, of)


def part_of(explored: Submission) -> Mapping[str, Any]:
    return {"explored": explored, **trial_shown(read(explored))}


def refusal(request: HttpRequest, explored: Submission, refused: RunRefused) -> HttpResponse:
    """The sentence beside the button that was pressed; without a script within the whole page."""
    if HtmxDetails(request):
        response = render(request, "lab/_trial_refused.html", {"trial_refused": refused}, status=refused.status)
        response["HX-Retarget"], response["HX-Reswap"] = "#trial-refusal", "innerHTML"
    else:
        context = {**page_of_submission(explored, request), "trial_refused": refused}
        response = render(request, "lab/lab.html", context, status=refused.status)
    for name, value in refused.headers.items():
        response[name] = value
    return response
