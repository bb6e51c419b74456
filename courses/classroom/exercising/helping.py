"""What helps with an exercise: hints, the puzzle, giving up with the solution, and drafts that are kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.middleware import HtmxDetails

from courses.classroom.exercising.finding import Here, here_of
from courses.classroom.exercising.showing import PROGRAM, crumbs, hints_of, keep_done, page_of
from courses.classroom.exercising.views import checked
from courses.content.graded.arranging import arranged, moved, placed_in
from courses.exercises.standing import (
    ask_for_puzzle,
    forget_draft,
    give_up,
    keep_draft,
    show_hint,
    standing_of,
)
from sandbox.runs.forms import check_encoding
from sandbox.runs.refusals import RunRefused


def needs_enrolment(request: HttpRequest, here: Here) -> HttpResponse:
    return render(request, "exercises/exercise.html", page_of(here), status=403)


@require_POST
def hint(request: HttpRequest, course: str, section: str, exercise: str) -> HttpResponse:
    here = here_of(request, course, section, exercise)
    if here.person is None:
        return needs_enrolment(request, here)
    number = request.POST.get("number", "")
    if number.isascii() and number.isdecimal():
        show_hint(here.person, here.exercise, int(number[:3]))
    if not HtmxDetails(request):
        return redirect(f"{here.address}#hints")
    context = {"address": here.address, "is_new": True, **hints_of(here, standing_of(here.person, here.exercise))}
    return render(request, "exercises/_hints.html", context)


@require_POST
def puzzle(request: HttpRequest, course: str, section: str, exercise: str) -> HttpResponse:
    """A button of the puzzle: to have it at all, to move a line, or to have what is assembled checked."""
    here = here_of(request, course, section, exercise)
    known = here.exercise.puzzle()
    if here.person is None or known is None:
        return needs_enrolment(request, here)
    ask_for_puzzle(here.person, here.exercise)
    placed = placed_in(request.POST.getlist("placed"), known)
    if "check" in request.POST:
        return checked(request, here, known.assembled(placed))
    context = {"puzzle": known, "is_puzzle_offered": True}
    context |= {"arranged": arranged(moved(placed, request.POST.get("move", ""), known), known)}
    if HtmxDetails(request):
        return render(request, "exercises/_puzzle.html", {"address": here.address, **context})
    return render(request, "exercises/exercise.html", {**page_of(here), **context})


@require_POST
def gave_up(request: HttpRequest, course: str, section: str, exercise: str) -> HttpResponse:
    """Shows the solution, and remembers that it was asked for; the exercise counts as done."""
    here = here_of(request, course, section, exercise)
    if here.person is None:
        return needs_enrolment(request, here)
    give_up(here.person, here.exercise, now=timezone.now())
    keep_done(here, here.person)
    return redirect("exercises:solution", *here.keys)


@require_safe
@never_cache
def solution(request: HttpRequest, course: str, section: str, exercise: str) -> HttpResponse:
    """For whoever solved it, or gave up."""
    here = here_of(request, course, section, exercise)
    if here.person is None or not standing_of(here.person, here.exercise).may_see_solution:
        return redirect(f"{here.address}#solution")
    context = {"here": here, "exercise": here.exercise.facts, **crumbs(here)}
    return render(request, "exercises/solution.html", context)


@require_POST
def draft(request: HttpRequest, course: str, section: str, exercise: str, program: str) -> HttpResponse:
    here = here_of(request, course, section, exercise)
    if here.person is None or program != PROGRAM:
        return plain("Enrol to keep drafts here; this browser keeps its own.", status=403)
    try:
        check_encoding(request)
        keep_draft(here.person, here.exercise, request.POST.get("source", ""), now=timezone.now())
    except RunRefused as refused:
        return plain(refused.sentence, status=refused.status)
    return HttpResponse(status=204)


@require_POST
def no_draft(request: HttpRequest, course: str, section: str, exercise: str, program: str) -> HttpResponse:  # noqa: ARG001
    here = here_of(request, course, section, exercise)
    if here.person is not None:
        forget_draft(here.person, here.exercise)
    return HttpResponse(status=204)


def plain(sentence: str, *, status: int) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
