"""The classroom's pages: what they show, and what their buttons ask for."""

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.middleware import HtmxDetails

from accounts.models import Person
from courses.classroom import drafting
from courses.classroom.facts import facts_of_a_run, remark_on_cores
from courses.classroom.opening import open_in_lab
from courses.classroom.running import demo_address, run_demo
from courses.classroom.showing import Written, programs, settings
from courses.classroom.ways import counts_of, sets_workers
from courses.content.facts.demos import DemoFacts
from courses.content.published import published_demo
from sandbox.runs.asking import Asker
from sandbox.runs.capacity import capacity
from sandbox.runs.forms import check_encoding
from sandbox.runs.models import Submission
from sandbox.runs.pages import panel
from sandbox.runs.predictions import RATIOS, spans
from sandbox.runs.refusals import AccountNeeded, RunRefused

SHOWN_AGAIN_FOR = timedelta(hours=1)


@require_safe
@never_cache
def demo(request: HttpRequest, key: str) -> HttpResponse:
    found = demo_or_404(key)
    return render(request, "classroom/demo.html", page_of(found, request))


@require_safe
@never_cache
def demo_panel(request: HttpRequest, key: str) -> HttpResponse:
    """The demo without the page around it, for a section in which it stands."""
    return render(request, "classroom/_panel.html", page_of(demo_or_404(key), request))


def demo_or_404(key: str) -> DemoFacts:
    found = published_demo(key, now=timezone.now())
    if found is None:
        raise Http404(f"There is no demo “{key}”.")
    return found


def page_of(found: DemoFacts, request: HttpRequest, *, written: Written | None = None) -> dict[str, object]:
    limits, offered = found.limits(), capacity()
    drafts = drafting.drafts_of(request.user, found) if isinstance(request.user, Person) else {}
    return {
        "demo": found,
        "parameters": settings(found, written=written),
        "variants": programs(found, drafts=drafts, written=written),
        "drafts_address": f"{demo_address(found)}drafts/" if request.user.is_authenticated else "",
        "files": found.files,
        "ratios": RATIOS,
        "spans": spans(limits.wall_seconds),
        "predicted": written.prediction if written else {},
        "builds": offered.builds(),
        "sweep_counts": counts_of(found),
        "sweepable": [variant.key for variant in found.variants if sets_workers(variant.source)],
        "capacity": offered,
        "facts": facts_of_a_run(limits, offered),
        "remark": remark_on_cores(offered),
        **last_seen(found, request),
    }


def last_seen(found: DemoFacts, request: HttpRequest) -> Mapping[str, object]:
    """What the reader ran here last: a page that is loaded again goes on where it was, a later one leads back there."""
    asker = Asker.known(request)
    last = Submission.objects.of(asker).of_subject(found.subject).first() if asker else None
    if last is None:
        return {}
    is_recent = last.created_at > timezone.now() - SHOWN_AGAIN_FOR
    return panel(last, request) if is_recent else {"last_run": last}


@require_POST
def run(request: HttpRequest, key: str) -> HttpResponse:
    found = demo_or_404(key)
    try:
        check_encoding(request)
    except RunRefused as refused:
        return refusal(request, found, refused, written=None)
    written = Written.in_form(request.POST)
    try:
        submission = run_demo(
            found,
            variants=written.variants,
            parameters=written.parameters,
            sources=written.sources,
            way=written.way,
            prediction=written.prediction,
            asker=Asker.of(request),
        )
    except RunRefused as refused:
        return refusal(request, found, refused, written=written)
    if not HtmxDetails(request):
        return redirect("runs:show", submission.pk)
    return render(request, "runs/_submission.html", panel(submission, request))


@require_POST
def open_in_the_lab(request: HttpRequest, key: str) -> HttpResponse:
    """The program that the editor shows, as its form would run it."""
    found, written = demo_or_404(key), None
    try:
        check_encoding(request)
        written = Written.in_form(request.POST)
        address = open_in_lab(
            found,
            variants=written.variants,
            parameters=written.parameters,
            sources=written.sources,
            asker=Asker.of(request),
        )
    except RunRefused as refused:
        return refusal(request, found, refused, written=written)
    return redirect(address)


def refusal(request: HttpRequest, found: DemoFacts, refused: RunRefused, *, written: Written | None) -> HttpResponse:
    """The sentence beside the button; what the reader wrote stays where it is, or comes back with the whole page."""
    context = {"refused": refused, "demo": found, "needs_account": isinstance(refused, AccountNeeded)}
    if HtmxDetails(request):
        response = render(request, "runs/_refused.html", context, status=refused.status)
        response["HX-Retarget"], response["HX-Reswap"] = "#refusal", "innerHTML"
    else:
        page = page_of(found, request, written=written)
        response = render(request, "classroom/demo.html", {**page, **context}, status=refused.status)
    for name, value in refused.headers.items():
        response[name] = value
    return response


@require_POST
def keep_draft(request: HttpRequest, key: str, variant: str) -> HttpResponse:
    if not isinstance(request.user, Person):
        return plain("Sign in to keep drafts here; this browser keeps its own.", status=HTTPStatus.FORBIDDEN)
    found = demo_or_404(key)
    try:
        check_encoding(request)
        drafting.save(request.user, found, variant, request.POST.get("source", ""), now=timezone.now())
    except RunRefused as refused:
        return plain(refused.sentence, status=refused.status)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_POST
def forget_draft(request: HttpRequest, key: str, variant: str) -> HttpResponse:
    if isinstance(request.user, Person):
        drafting.forget(request.user, demo_or_404(key), variant)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def plain(sentence: str, *, status: int) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
