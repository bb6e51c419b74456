"""Tries a demo as it is saved, in the sandbox, before anybody else can run it; and publishes it on its own."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from courses.authoring.permissions import may_publish, may_write
from courses.classroom.running import run_demo
from courses.content.models import Demo
from courses.content.telling import told_demo
from courses.publishing.checking.demos import check_demo
from courses.publishing.publishing import Made, publish_demo
from sandbox.runs.asking import Asker
from sandbox.runs.refusals import RunRefused


def own_demo(request: HttpRequest, pk: int, *, to_publish: bool = False) -> Demo:
    demo = Demo.objects.present().whole().select_related("course").filter(pk=pk).first()
    may = may_publish if to_publish else may_write
    if demo is None or not may(request.user, demo.course):
        raise Http404("There is no such demo of yours.")
    return demo


@require_POST
def try_demo(request: HttpRequest, pk: int) -> HttpResponse:
    """Runs every variant with its defaults; the run's page shows what they do."""
    facts = told_demo(own_demo(request, pk))
    if mistakes := list(check_demo(facts)):
        messages.error(request, f"It cannot run yet: {mistakes[0].sentence}")
        return redirect("admin:content_demo_change", pk)
    try:
        keys = [variant.key for variant in facts.variants]
        submission = run_demo(facts, variants=keys, parameters={}, sources={}, asker=Asker.of(request))
    except RunRefused as refused:
        messages.error(request, refused.sentence)
        return redirect("admin:content_demo_change", pk)
    return redirect("runs:show", submission.pk)


@require_POST
def publish_demo_page(request: HttpRequest, pk: int) -> HttpResponse:
    facts = told_demo(own_demo(request, pk, to_publish=True))
    if mistakes := list(check_demo(facts)):
        messages.error(request, f"It cannot be published yet: {mistakes[0].sentence}")
    else:
        now = timezone.now()
        publish_demo(facts, Made(by=request.user, at=now, visible_from=now))  # type: ignore[arg-type]
        messages.success(request, "Published: from now on it runs like this.")
    return redirect("admin:content_demo_change", pk)
