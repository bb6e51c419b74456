"""The settings of one's review: how much to remember, how many cards a day, and breaks."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.setting import set_time_zone
from accounts.signed_in import person_of
from courses.flashcards.days import day_of
from courses.flashcards.models import LEAST_CAP, MOST_CAP, Pace
from courses.flashcards.pacing import breaks_of, cancel_break, pace_of, plan_break
from courses.flashcards.schedule import LEAST_RETENTION, MOST_RETENTION

LONGEST_BREAK_DAYS, MOST_BREAKS = 366, 20


class PaceForm(forms.Form):
    retention = forms.IntegerField(
        label="How much to remember, in percent",
        min_value=round(100 * LEAST_RETENTION),
        max_value=round(100 * MOST_RETENTION),
        help_text="80 to 97. More means shorter intervals: at 97 they are less than a quarter of those at 90.",
    )
    daily_cap = forms.IntegerField(
        label="Cards a day, at most",
        min_value=LEAST_CAP,
        max_value=MOST_CAP,
        help_text="1 to 999. The rest waits, and the cards most at risk of being forgotten come first.",
    )


class BreakForm(forms.Form):
    first_day = forms.DateField(label="First day", widget=forms.DateInput(attrs={"type": "date"}))
    last_day = forms.DateField(label="Last day", widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        first, last = said.get("first_day"), said.get("last_day")
        if first and last and last < first:
            raise ValidationError("The break ends before it begins: look at the two days.")
        if first and last and (last - first).days >= LONGEST_BREAK_DAYS:
            raise ValidationError("A break lasts a year at most.")
        return said


@never_cache
@login_required
def settings(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    pace = pace_of(person)
    form = PaceForm(request.POST or None, initial=as_it_is(pace))
    if form.is_valid():
        said = form.cleaned_data
        pace.retention, pace.daily_cap = said["retention"] / 100, said["daily_cap"]
        pace.save(update_fields=["retention", "daily_cap"])
        messages.success(request, "Saved. It holds from the next answer on.")
        return redirect("reviewing:settings")
    return page_of(request, form, BreakForm())


@require_POST
@login_required
def add_break(request: HttpRequest) -> HttpResponse:
    person, form = person_of(request), BreakForm(request.POST)
    if form.is_valid() and form.cleaned_data["last_day"] < day_of(timezone.now(), person.zone):
        form.add_error("last_day", "This day is over.")
    if form.is_valid() and len(breaks_of(person, timezone.now())) >= MOST_BREAKS:
        form.add_error(None, f"You have planned {MOST_BREAKS} breaks; end one first.")
    if form.is_valid():
        plan_break(person, form.cleaned_data["first_day"], form.cleaned_data["last_day"])
        messages.success(request, "The break is planned. Nothing is asked in it, and nothing piles up against you.")
        return redirect("reviewing:settings")
    return page_of(request, PaceForm(initial=as_it_is(pace_of(person))), form)


@require_POST
@login_required
def end_break(request: HttpRequest, number: int) -> HttpResponse:
    cancel_break(person_of(request), number)
    messages.success(request, "The break is ended.")
    return redirect("reviewing:settings")


@require_POST
@login_required
def keep_time_zone(request: HttpRequest) -> HttpResponse:
    """What the browser says of where one is, kept while nobody has said anything else."""
    person = person_of(request)
    if not person.time_zone:
        try:
            set_time_zone(person, request.POST.get("time_zone", ""))
        except ValidationError as refused:
            return JsonResponse({"error": " ".join(refused.messages)}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return JsonResponse({"time_zone": person.time_zone})


def as_it_is(pace: Pace) -> dict[str, Any]:
    return {"retention": round(100 * pace.retention), "daily_cap": pace.daily_cap}


def page_of(request: HttpRequest, form: PaceForm, break_form: BreakForm) -> HttpResponse:
    breaks = breaks_of(person_of(request), timezone.now())
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors or break_form.errors else HTTPStatus.OK
    context = {"form": form, "break_form": break_form, "breaks": breaks}
    return render(request, "reviewing/settings.html", context, status=status)
