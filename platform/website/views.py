"""The home page: the promise, and the demos that can be run today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.content.models import Demo


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "website/home.html", {"demos": Demo.objects.all()})
