"""The home page: the promise beside a program that can be run, and the demos there are today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.content.models import Demo, Variant
from sandbox.runs.capacity import capacity

#: The variant whose program stands beside the promise.
SHOWN = "threads"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    demos = list(Demo.objects.prefetch_related("variants"))
    shown = Variant.objects.filter(key=SHOWN, demo__in=demos[:1]).select_related("demo").first()
    return render(request, "website/home.html", {"demos": demos, "program": shown, "capacity": capacity()})
