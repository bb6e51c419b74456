"""Showing once more who one is, before something that matters: by password, by passkey, or by signing in again.

allauth takes for proved whoever has neither password nor passkey; but who signs in by codes alone would then be
without this wall. For them a sign-in of the last minutes counts, and nothing else.
"""

import time
from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from accounts.signed_in import person_of

View = Callable[[HttpRequest], HttpResponseBase]


def is_proved(request: HttpRequest) -> bool:
    """Whether they signed in, or showed who they are, in this session and in the last minutes."""
    since = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, person_of(request))
    return any(each["at"] > since for each in records)


def proof_needed(page: str) -> Callable[[View], View]:
    """Before a view: leads to where one proves it, and from there to `page`, by its name; nothing is done meanwhile."""

    def guard(view: View) -> View:
        @wraps(view)
        @login_required
        def guarded(request: HttpRequest) -> HttpResponseBase:
            return view(request) if is_proved(request) else redirect(place_of_proof(request, reverse(page)))

        return guarded

    return guard


def place_of_proof(request: HttpRequest, then: str) -> str:
    ways = get_reauthentication_flows(person_of(request))
    where = reverse("account_reauthenticate" if ways else "accounts:prove")
    return f"{where}?{urlencode({'next': then})}"
