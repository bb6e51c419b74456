"""The pages of the race lab, and what their buttons ask for."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.middleware import HtmxDetails

from sandbox.lab.answers import Answer
from sandbox.lab.asking import asked_of, explore, is_asked_of_the_lab, play
from sandbox.lab.opening import FIRST, is_asked_for, opened_in, program_in
from sandbox.lab.reading import read
from sandbox.lab.shipped import LABELS
from sandbox.lab.showing import answered, page_of, page_of_submission
from sandbox.runs.asking import Asker
from sandbox.runs.forms import check_encoding, with_our_line_ends
from sandbox.runs.models import Submission
from sandbox.runs.refusals import AccountNeeded, CannotBeRun, RunRefused
from sandbox.runs.views import theirs


@require_safe
@never_cache
def lab(request: HttpRequest) -> HttpResponse:
    """`program` in the query is the one that is shown; another one may be opened beside them."""
    wanted = request.GET.get("program", FIRST)
    opened = opened_in(request.GET, Asker.known(request))
    if opened is not None:
        return render(request, "lab/lab.html", page_of(wanted=opened.key, opened=opened))
    page = page_of(wanted=wanted if wanted in LABELS else FIRST)
    return render(request, "lab/lab.html", {**page, "is_gone": is_asked_for(request.GET)})


@require_POST
def explore_program(request: HttpRequest) -> HttpResponse:
    wanted, text, opened = FIRST, "", None
    try:
        check_encoding(request)
        program = program_in(request.POST, Asker.known(request))
        wanted, opened = program.key, program if program.key not in LABELS else None
        text = with_our_line_ends(request.POST.get(f"source-{wanted}", program.source))
        submission = explore(text, program=program, asker=Asker.of(request))
    except RunRefused as refused:
        return refusal(request, refused, page_of(wanted=wanted, text=text, opened=opened))
    return answer_to(request, submission, "lab/_answer.html")


@require_safe
@never_cache
def show(request: HttpRequest, submission: UUID) -> HttpResponse:
    return render(request, "lab/lab.html", page_of_submission(of_the_lab(request, submission), request))


@require_safe
@never_cache
def answer(request: HttpRequest, submission: UUID) -> HttpResponse:
    """The part of the page that waits for it: everything that was found, or the stage alone."""
    asked = of_the_lab(request, submission)
    template = "lab/_answer.html" if asked_of(asked).of is None else "lab/_stage.html"
    return render(request, template, answered(asked, request))


@require_POST
def play_order(request: HttpRequest, submission: UUID) -> HttpResponse:
    explored = of_the_lab(request, submission)
    try:
        played = play(explored, found_in(explored), number_in(request), asker=Asker.of(request))
    except RunRefused as refused:
        return refusal(request, refused, page_of_submission(explored, request))
    return answer_to(request, played, "lab/_stage.html")


def found_in(explored: Submission) -> Answer:
    found = read(explored).answer
    if found is None:
        raise CannotBeRun("There is no order to play: it has not been answered.")
    return found


def number_in(request: HttpRequest) -> int:
    try:
        return int(request.POST.get("order", ""))
    except ValueError:
        raise CannotBeRun("An order is asked for by its number.") from None


def of_the_lab(request: HttpRequest, submission: UUID) -> Submission:
    """The asker's own submission of the lab; whose it is not hears that there is none."""
    found = theirs(request, submission)
    if not is_asked_of_the_lab(found):
        raise Http404("This was not asked of the race lab.")
    return found


def answer_to(request: HttpRequest, submission: Submission, template: str) -> HttpResponse:
    """The part that will be the answer, and the address at which it stays; without a script the page itself."""
    if not HtmxDetails(request):
        return redirect("lab:show", submission.pk)
    response = render(request, template, answered(submission, request))
    response["HX-Replace-Url"] = reverse("lab:show", args=[submission.pk])
    return response


def refusal(request: HttpRequest, refused: RunRefused, page: dict[str, object]) -> HttpResponse:
    """The sentence beside the button; what was written stays where it is, or comes back with the whole page."""
    context = {**page, "refused": refused, "needs_account": isinstance(refused, AccountNeeded)}
    if HtmxDetails(request):
        response = render(request, "lab/_refused.html", context, status=refused.status)
        response["HX-Retarget"], response["HX-Reswap"] = "#refusal", "innerHTML"
    else:
        response = render(request, "lab/lab.html", context, status=refused.status)
    for name, value in refused.headers.items():
        response[name] = value
    return response
