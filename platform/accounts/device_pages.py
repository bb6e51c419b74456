"""The page of the devices on which one is signed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.devices import devices_of, note_device, sign_out_device, sign_out_others
from accounts.signed_in import person_of


@require_safe
@never_cache
@login_required
def devices(request: HttpRequest) -> HttpResponse:
    person, now, here = person_of(request), timezone.now(), request.session.session_key or ""
    note_device(person, session_key=here, user_agent=request.headers.get("User-Agent", ""), now=now)
    return render(request, "accounts/devices.html", {"devices": devices_of(person, now), "here": here})


@require_POST
@login_required
def sign_out(request: HttpRequest, number: int) -> HttpResponse:
    """A number that is nobody's, somebody else's or signed out already is answered alike."""
    if person_of(request).devices.filter(pk=number, session_key=request.session.session_key).exists():
        messages.error(request, "This is the device you are using. To leave it, press Sign out on your account's page.")
    elif sign_out_device(person_of(request), number):
        messages.success(request, "That device is signed out.")
    else:
        messages.success(request, "That device is not signed in any more.")
    return redirect("accounts:devices")


@require_POST
@login_required
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    ended = sign_out_others(person_of(request), here=request.session.session_key or "")
    said = (
        f"Signed out on {ended} other device{'s' if ended > 1 else ''}." if ended else "You are signed in nowhere else."
    )
    messages.success(request, said)
    return redirect("accounts:devices")
