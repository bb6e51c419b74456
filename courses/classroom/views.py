"""The classroom's pages: what they show, and what their buttons ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.middleware import HtmxDetails

from accounts.models import Person
from courses.classroom import drafting
from courses.classroom.facts import facts_of_a_run, remark_on_cores
from courses.classroom.running import AccountNeeded, run_demo
from courses.content.models import Demo
from sandbox.runs.asking import Asker
from sandbox.runs.capacity import capacity
from sandbox.runs.pages import shown
from sandbox.runs.refusals import RunRefused

PARAMETER, SOURCE = "parameter-", "source-"


@dataclass(frozen=True, kw_only=True)
class Program:
    """A variant as its editor shows it; `draft` is the reader's own text of it on the server, "" without one."""

    key: str
    label: str
    source: str
    draft: str
    draft_saved_at: datetime | None


@require_safe
def demo(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(Demo, key=key)
    return render(request, "classroom/demo.html", page_of(found, request))


def page_of(found: Demo, request: HttpRequest) -> dict[str, object]:
    limits, offered = found.limits(), capacity()
    return {
        "demo": found,
        "parameters": found.parameters.all(),
        "variants": programs(found, request),
        "drafts_address": f"{found.get_absolute_url()}drafts/" if request.user.is_authenticated else "",
        "capacity": offered,
        "facts": facts_of_a_run(limits, offered),
        "remark": remark_on_cores(offered),
    }


def programs(found: Demo, request: HttpRequest) -> list[Program]:
    drafts = drafting.drafts_of(request.user, found) if isinstance(request.user, Person) else {}
    return [
        Program(
            key=variant.key,
            label=variant.label,
            source=variant.source,
            draft=drafts[variant.key].source if variant.key in drafts else "",
            draft_saved_at=drafts[variant.key].updated_at if variant.key in drafts else None,
        )
        for variant in found.variants.all()
    ]


@require_POST
def run(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(Demo, key=key)
    asker = Asker.of(request)
    try:
        submission = run_demo(
            found,
            variants=request.POST.getlist("variant"),
            parameters=named(request, PARAMETER),
            sources=named(request, SOURCE),
            asker=asker,
        )
    except RunRefused as refused:
        return refusal(request, found, refused)
    if not HtmxDetails(request):
        return redirect("runs:show", submission.pk)
    return render(request, "runs/_submission.html", shown(submission, request))


def named(request: HttpRequest, prefix: str) -> Mapping[str, str]:
    """The fields whose names begin with `prefix`, by the rest of their names."""
    return {name.removeprefix(prefix): str(text) for name, text in request.POST.items() if name.startswith(prefix)}


def refusal(request: HttpRequest, found: Demo, refused: RunRefused) -> HttpResponse:
    """The sentence beside the button for htmx, above the demo otherwise; the reader's text stays where it is."""
    context = {"refused": refused, "demo": found, "needs_account": isinstance(refused, AccountNeeded)}
    if HtmxDetails(request):
        response = render(request, "runs/_refused.html", context, status=refused.status)
        response["HX-Retarget"], response["HX-Reswap"] = "#refusal", "innerHTML"
    else:
        response = render(request, "classroom/demo.html", {**page_of(found, request), **context}, status=refused.status)
    for name, value in refused.headers.items():
        response[name] = value
    return response


@require_POST
def keep_draft(request: HttpRequest, key: str, variant: str) -> HttpResponse:
    if not isinstance(request.user, Person):
        return plain("Sign in to keep drafts here; this browser keeps its own.", status=HTTPStatus.FORBIDDEN)
    found = get_object_or_404(Demo, key=key)
    try:
        drafting.save(request.user, found, variant, request.POST.get("source", ""), now=timezone.now())
    except RunRefused as refused:
        return plain(refused.sentence, status=refused.status)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_POST
def forget_draft(request: HttpRequest, key: str, variant: str) -> HttpResponse:
    if isinstance(request.user, Person):
        drafting.forget(request.user, get_object_or_404(Demo, key=key), variant)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def plain(sentence: str, *, status: int) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
