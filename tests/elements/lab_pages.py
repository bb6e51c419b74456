"""The page of the harness with an order of the race lab, and what its buttons ask for."""

import uuid
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from sandbox.lab.glyphs import glyphs_of, next_breaking, order_of
from sandbox.lab.stage import stage_of
from tests.sandbox.lab.explored import shipped_and_explored

EXPLORED = SimpleNamespace(pk=uuid.UUID(int=2))


def context_of(key: str) -> dict[str, Any]:
    answer = shipped_and_explored(key)
    current = order_of(answer)
    return {
        "explored": EXPLORED,
        "stage": stage_of(answer),
        "part_wait": 0,
        "current": current,
        "orders": answer.orders,
        "glyphs": glyphs_of(answer, current=current),
        "next_breaking": next_breaking(answer, after=current),
    }


def stage_page(request: HttpRequest, key: str) -> HttpResponse:
    return render(request, "harness/lab-stage.html", context_of(key))


urlpatterns = [path("harness/lab/<slug:key>/", stage_page)]
