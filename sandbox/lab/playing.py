"""How a board is answered: the whole page, or to a script its part alone; where it is refused, with the sentence."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails

from sandbox.runs.refusals import RunRefused

PART = "lab/_board.html"


def board_response(request: HttpRequest, page: str, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """`page`: the template of the whole page, which includes PART; `is_part` tells them which is asked for."""
    htmx = HtmxDetails(request)
    is_part = bool(htmx) and not htmx.history_restore_request
    response = render(request, PART if is_part else page, {**context, "is_part": is_part}, status=status)
    response["Vary"] = "HX-Request"
    return response


def refused_board(request: HttpRequest, refused: RunRefused, page: str, context: Mapping[str, Any]) -> HttpResponse:
    response = board_response(request, page, {**context, "refused": refused}, status=refused.status)
    for name, value in refused.headers.items():
        response[name] = value
    return response
