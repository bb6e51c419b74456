"""The living style guide: every component as it is, with the markup that makes it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from design.guide import colours, components, icons


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    return render(request, "design/guide.html", {"components": components(), "colours": colours(), "icons": icons()})
