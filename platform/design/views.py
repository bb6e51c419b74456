"""The living style guide: every component as it is, with the markup that makes it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from design.guide import colours, components, icons

PROGRAM = """\
from threading import Thread

threads = [Thread(target=print, args=(number,)) for number in range(4)]
for thread in threads:
    thread.start()  # who prints first?
"""


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    shown = {"components": components(), "colours": colours(), "icons": icons(), "program": PROGRAM}
    return render(request, "design/guide.html", shown)
