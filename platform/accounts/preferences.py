"""The page of settings, and the switch of the letters in the list of shortcuts, which keeps them as well."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.setting import set_letters, set_time_zone
from accounts.signed_in import person_of
from accounts.time_zones import known_time_zones


class SettingsForm(forms.Form):
    time_zone = forms.ChoiceField(
        label="Time zone",
        choices=[("", "Unknown: counted as UTC"), *((name, name.replace("_", " ")) for name in known_time_zones())],
        required=False,
        help_text="Your day begins at 4:00 there.",
        error_messages={"invalid_choice": "There is no such time zone. Choose one of the list."},
    )
    letters = forms.BooleanField(label="Single letters work as shortcuts; never while you type", required=False)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settings(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    initial = {"time_zone": person.time_zone, "letters": person.letter_shortcuts is not False}
    form = SettingsForm(request.POST or None, initial=initial)
    if form.is_valid():
        if form.cleaned_data["time_zone"]:
            set_time_zone(person, form.cleaned_data["time_zone"])
        set_letters(person, are_on=form.cleaned_data["letters"])
        messages.success(request, "Saved.")
        return redirect("accounts:settings")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/preferences.html", {"form": form}, status=status)


@require_POST
@login_required
def letters(request: HttpRequest) -> HttpResponse:
    """`letters` is “on” or “off”."""
    said = request.POST.get("letters")
    if said not in {"on", "off"}:
        return HttpResponse("Letters are on or off.", status=HTTPStatus.UNPROCESSABLE_ENTITY, content_type="text/plain")
    set_letters(person_of(request), are_on=said == "on")
    return HttpResponse(status=HTTPStatus.NO_CONTENT)
