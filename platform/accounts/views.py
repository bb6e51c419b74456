"""The pages of one's own account: who one is here, and the ways in."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Person
from accounts.naming import RenamingForm


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    passkeys = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN).order_by("created_at")
    has_confirmed = EmailAddress.objects.filter(user=request.user, verified=True).exists()
    return render(request, "accounts/overview.html", {"passkeys": passkeys, "has_confirmed_address": has_confirmed})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def name(request: HttpRequest) -> HttpResponse:
    form = RenamingForm(request.POST or None, initial={"name": str(request.user)})
    if form.is_valid():
        Person.objects.filter(email=request.user.get_username()).update(name=form.cleaned_data["name"])
        messages.success(request, "Your name is changed.")
        return redirect("accounts:overview")
    return render(request, "accounts/name.html", {"form": form})
