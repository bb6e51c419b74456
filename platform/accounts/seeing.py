"""Notes on which devices somebody is signed in: as they sign in, and every few minutes while a device is in use."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.db import DatabaseError
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.devices import note_device
from accounts.models import Person

logger = logging.getLogger(__name__)

NOTED_EVERY = timedelta(minutes=5)
MOST_KEPT = 10_000
noted: dict[str, datetime] = {}
"""When this process noted a session last: so a page costs a query every five minutes and no more."""


class SeenDevices:
    """It looks after the view. A page that did not ask who is there is not made to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.session.accessed and isinstance(request.user, Person):
            note(request, request.user, timezone.now())
        return response


@receiver(user_logged_in)
def note_sign_in(request: HttpRequest, user: Person, **_: Any) -> None:
    """Django's own signal, from any way in."""
    note(request, user, timezone.now())


def note(request: HttpRequest, person: Person, now: datetime) -> None:
    key = request.session.session_key
    if not key or (key in noted and now - noted[key] < NOTED_EVERY):
        return
    if len(noted) >= MOST_KEPT:
        noted.clear()
    noted[key] = now
    try:
        note_device(person, session_key=key, user_agent=request.headers.get("User-Agent", ""), now=now)
    except DatabaseError as error:
        logger.warning("a device is not noted: %s", error)
