"""Answers with a fault: a page, a notice for htmx, or a sentence in JSON; the handlers of Django and allauth."""

import sys
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from website import faults
from website.faults import Fault


def answer(request: HttpRequest, fault: Fault) -> HttpResponse:
    """The fault in the form that was asked for. htmx puts it among the notices and leaves the page as it is."""
    response = body(request, fault)
    if fault.retry_seconds:
        response["Retry-After"] = str(fault.retry_seconds)
    return response


def body(request: HttpRequest, fault: Fault) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        response = render(request, "errors/_notice.html", {"fault": fault}, status=fault.status)
        response["HX-Retarget"], response["HX-Reswap"] = "#notices", "innerHTML"
        return response
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({"sentence": f"{fault.title}. {fault.sentence}"}, status=fault.status)
    is_repeatable = request.method in {"GET", "HEAD"} and fault.status >= faults.TOO_MANY_REQUESTS.status
    return render(request, "errors/page.html", {"fault": fault, "is_repeatable": is_repeatable}, status=fault.status)


def handler(fault: Fault) -> Callable[..., HttpResponse]:
    """A view that answers with `fault`; Django hands it the exception or the reason, which are for the log alone."""

    def handle(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:  # noqa: ARG001
        return answer(request, fault)

    return handle


bad_request = handler(faults.BAD_REQUEST)
forbidden = handler(faults.FORBIDDEN)
stale_form = handler(faults.STALE_FORM)
not_found = handler(faults.NOT_FOUND)
too_many_requests = handler(faults.TOO_MANY_REQUESTS)


def server_error(request: HttpRequest) -> HttpResponse:
    """What no view could answer; trouble that arose outside of views, in a middleware, is still called by its name."""
    return answer(request, faults.trouble(sys.exc_info()[1]) or faults.OURS)
