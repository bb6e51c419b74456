"""The middleware for trouble: when the database or Redis is away, people get a sentence and operators one line."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.log import log_response

from website.errors import answer
from website.faults import trouble


class Troubles:
    """Answers errors of views that are trouble and no mistake; mistakes pass through and keep their traceback."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        fault = trouble(error)
        if fault is None:
            return None
        response = answer(request, fault)
        reason = str(error.__cause__ or error).strip().partition("\n")[0]
        # Django's own function: it marks the response as logged, so that this line stays the only one.
        log_response("%s: %s (%s)", fault.title, request.path, reason, response=response, request=request)
        return response
