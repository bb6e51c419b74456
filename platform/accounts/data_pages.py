"""The pages of one's own data: taking it along, and erasing the account."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from typing import Any

import redis
from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.erasing import EraseRefused, erase, hindrances_of, what_stays
from accounts.exporting import chunks_of, export
from accounts.holdings import holdings
from accounts.models import Person
from accounts.people import normal_email
from accounts.proving import proof_needed
from accounts.signed_in import person_of

MAKING_SECONDS = 60
"""After that a file whose making has died keeps nobody from another one."""


class EraseForm(forms.Form):
    address = forms.CharField(
        label="Your e-mail address",
        max_length=254,
        error_messages={"required": "Type your address, so that nothing is erased by mistake."},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, said: Any, *, person: Person) -> None:
        super().__init__(said)
        self.person = person

    def clean_address(self) -> str:
        typed: str = self.cleaned_data["address"]
        if normal_email(typed) != self.person.email:
            raise forms.ValidationError("This is not the address of this account. Type it as it stands above.")
        return typed


@require_safe
@never_cache
@proof_needed("accounts:data")
def data(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/data.html", {"holdings": holdings()})


@require_POST
@never_cache
@proof_needed("accounts:data")
def take_along(request: HttpRequest) -> HttpResponseBase:
    """The file is made now: what that takes for somebody who did very much is in the benchmarks, and is seconds."""
    person, now = person_of(request), timezone.now()
    with the_only_making(person) as is_the_only:
        if not is_the_only:
            messages.error(request, "Your file is being made already. Wait a moment, and ask again if it did not come.")
            return redirect("accounts:data")
        made = export(person, now)
    response = StreamingHttpResponse(chunks_of(made), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="interleave-{now:%Y-%m-%d}.zip"'
    return response


@contextmanager
def the_only_making(person: Person) -> Iterator[bool]:
    """One at a time for each person; without Redis nobody is kept from theirs."""
    key = f"export:{person.pk}"
    try:
        is_the_only = cache.add(key, 1, MAKING_SECONDS)
    except redis.RedisError:
        yield True
        return
    try:
        yield is_the_only
    finally:
        if is_the_only:
            with suppress(redis.RedisError):
                cache.delete(key)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@proof_needed("accounts:erase")
def erase_account(request: HttpRequest) -> HttpResponse:
    """Whoever sends the form twice comes as a visitor the second time, and finds nothing to erase."""
    person = person_of(request)
    form = EraseForm(request.POST or None, person=person)
    if form.is_valid():
        try:
            erase(person)
        except EraseRefused:
            return page_of(request, EraseForm(None, person=person), HTTPStatus.CONFLICT)
        logout(request)
        return redirect("accounts:erased")
    return page_of(request, form, HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK)


def page_of(request: HttpRequest, form: EraseForm, status: HTTPStatus) -> HttpResponse:
    context = {"form": form, "hindrances": hindrances_of(form.person), "stays": what_stays(), "holdings": holdings()}
    return render(request, "accounts/erase.html", context, status=status)


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/erased.html")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def prove(request: HttpRequest) -> HttpResponse:
    """For those who sign in by codes alone: they sign in again, and come back to where they were going."""
    then = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(then, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        then = reverse("accounts:overview")
    if request.method == "POST":
        logout(request)
        return redirect(f"{reverse('account_login')}?{urlencode({'next': then})}")
    return render(request, "accounts/prove.html", {"next": then})
