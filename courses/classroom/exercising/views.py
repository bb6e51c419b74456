"""The page of an exercise, and what Check asks for."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.middleware import HtmxDetails

from courses.classroom.exercising.finding import Here, here_of
from courses.classroom.exercising.showing import PROGRAM, page_of, result_of
from courses.exercises.asking import check, joined, own_lines
from courses.exercises.grading.orders import told_of_own_lines
from courses.exercises.models import Attempt
from courses.exercises.settling import breaking_answer
from sandbox.lab.stage import stage_of
from sandbox.runs.asking import Asker
from sandbox.runs.forms import check_encoding
from sandbox.runs.refusals import RunRefused


@require_safe
@never_cache
def exercise_page(request: HttpRequest, course: str, section: str, exercise: str) -> HttpResponse:
    """`attempt` in the query is the one that is shown, `play` asks for the order that breaks it."""
    here = here_of(request, course, section, exercise)
    number = request.GET.get("attempt", "")
    page = page_of(here, number=int(number) if number.isascii() and number.isdecimal() else None)
    if "play" in request.GET and page.get("current"):
        page |= order_of(here, page["current"])
    return render(request, "exercises/exercise.html", page)


@require_POST
def check_program(request: HttpRequest, course: str, section: str, exercise: str) -> HttpResponse:
    here = here_of(request, course, section, exercise)
    if here.person is None:
        return render(request, "exercises/exercise.html", page_of(here), status=403)
    try:
        check_encoding(request)
    except RunRefused as refused:
        return refusal(request, here, refused)
    source = request.POST.get(f"source-{PROGRAM}", here.exercise.facts.starter)
    return checked(request, here, source)


def checked(request: HttpRequest, here: Here, source: str) -> HttpResponse:
    """The answer to who asked to have a program checked; `here` has a person."""
    assert here.person is not None
    try:
        attempt = check(
            here.exercise,
            source,
            person=here.person,
            asker=Asker.of(request),
            page=here.address,
            now=timezone.now(),
        )
    except RunRefused as refused:
        return refusal(request, here, refused, written=source)
    if not HtmxDetails(request):
        return redirect(f"{here.address}?attempt={attempt.number}#result")
    return fragment(request, here, attempt.number)


def fragment(request: HttpRequest, here: Here, number: int) -> HttpResponse:
    context = {"here": here, "exercise": here.exercise.facts, "address": here.address, "is_fragment": True}
    return render(request, "exercises/_result.html", {**context, **result_of(here, number=number)})


def refusal(request: HttpRequest, here: Here, refused: RunRefused, *, written: str | None = None) -> HttpResponse:
    """The sentence beside the button; what was written stays where it is, or comes back with the whole page."""
    if HtmxDetails(request):
        response = render(request, "exercises/_refused.html", {"refused": refused}, status=refused.status)
        response["HX-Retarget"], response["HX-Reswap"] = "#refusal", "innerHTML"
    else:
        page = page_of(here, written=written)
        response = render(request, "exercises/exercise.html", {**page, "refused": refused}, status=refused.status)
    for name, value in refused.headers.items():
        response[name] = value
    return response


@require_safe
@never_cache
def result(request: HttpRequest, course: str, section: str, exercise: str, number: int) -> HttpResponse:
    """The part of the page that waits for what comes of an attempt."""
    here = here_of(request, course, section, exercise)
    attempt_of(here, number)
    if not HtmxDetails(request):
        return redirect(f"{here.address}?attempt={number}#result")
    return fragment(request, here, number)


@require_safe
@never_cache
def order(request: HttpRequest, course: str, section: str, exercise: str, number: int) -> HttpResponse:
    """The order that broke an attempt, to be played."""
    here = here_of(request, course, section, exercise)
    attempt = attempt_of(here, number)
    if not HtmxDetails(request):
        return redirect(f"{here.address}?attempt={number}&play=yes#played")
    return render(request, "exercises/_order.html", order_of(here, attempt))


def attempt_of(here: Here, number: int) -> Attempt:
    """The asker's own; whose it is not hears that there is none."""
    mine = Attempt.objects.filter(person=here.person, **here.exercise.keys) if here.person else Attempt.objects.none()
    found = mine.filter(number=number).select_related("submission").first()
    if found is None:
        raise Http404("There is no such attempt.")
    return found


def order_of(here: Here, attempt: Attempt) -> dict[str, Any]:
    answer = breaking_answer(attempt)
    answer = answer and told_of_own_lines(answer, own_lines=own_lines(attempt.source))
    program = joined(attempt.source, here.exercise.facts.order_program)
    return {"is_played": True, "stage": stage_of(answer) if answer else None, "explored_program": program}
