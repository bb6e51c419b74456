"""The middleware that notes on which devices somebody is signed in, and when each was in use last."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.devices import note_device
from accounts.models import Person

logger = logging.getLogger(__name__)

NOTED_EVERY = timedelta(minutes=5)
MOST_KEPT = 10_000


class SeenDevices:
    """Each process remembers what it noted lately, so that a page costs a query every five minutes and no more.

    It looks after the view: then somebody who has just signed in is there already. A page that did not ask who is
    there is not made to.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.noted: dict[str, datetime] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.session.accessed and isinstance(request.user, Person) and request.session.session_key:
            self.note(request, request.user, request.session.session_key, timezone.now())
        return response

    def note(self, request: HttpRequest, person: Person, key: str, now: datetime) -> None:
        if key in self.noted and now - self.noted[key] < NOTED_EVERY:
            return
        if len(self.noted) >= MOST_KEPT:
            self.noted.clear()
        self.noted[key] = now
        try:
            note_device(person, session_key=key, user_agent=request.headers.get("User-Agent", ""), now=now)
        except DatabaseError as error:
            logger.warning("a device is not noted: %s", error)
