"""The home page: the promise beside a program that can be run, and the demos there are today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.content.published import published_demos
from sandbox.runs.capacity import capacity

#: The variant whose program stands beside the promise.
SHOWN = "threads"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    demos = published_demos()
    program = next((each for demo in demos[:1] for each in demo.variants if each.key == SHOWN), None)
    context = {"demos": demos, "program": program, "capacity": capacity()}
    return render(request, "website/home.html", context)
