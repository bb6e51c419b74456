"""The list of one's cards, and those that one writes oneself."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.signed_in import person_of
from courses.classroom.reviewing.showing import faces_of, settled_shelf
from courses.flashcards.models import Item, OwnCard
from courses.flashcards.own import KIND, LONGEST_SIDE, CardRefused, change, tags_in, throw_away, write
from courses.flashcards.pacing import pace_of
from courses.flashcards.schedule import LEECH_LAPSES

ON_A_PAGE = 30
FILTERS = {"": "All", "own": "Your own", "suspended": "Suspended", "slipping": "Often forgotten"}


class CardForm(forms.Form):
    front = forms.CharField(
        max_length=LONGEST_SIDE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The question. Markdown, as in the courses.",
        error_messages={"required": "Write a question: a card has two sides."},
    )
    back = forms.CharField(
        max_length=LONGEST_SIDE,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="The answer.",
        error_messages={"required": "Write an answer: a card has two sides."},
    )
    tags = forms.CharField(required=False, max_length=400, help_text="With commas between them, if you want some.")


@require_safe
@never_cache
@login_required
def cards(request: HttpRequest) -> HttpResponse:
    person, chosen = person_of(request), request.GET.get("show", "")
    chosen = chosen if chosen in FILTERS else ""
    shelf = settled_shelf(person, pace_of(person), timezone.now())
    page = Paginator(listed(person.items.all(), chosen), ON_A_PAGE).get_page(request.GET.get("page"))
    faces = faces_of([*page], person, shelf)
    rows = [{"item": item, "face": faces.get((item.kind, item.key))} for item in page]
    context = {"rows": rows, "page": page, "filters": FILTERS.items(), "chosen": chosen, "leech_lapses": LEECH_LAPSES}
    return render(request, "reviewing/cards.html", context)


def listed(items: QuerySet[Item], chosen: str) -> QuerySet[Item]:
    """Those that are away are not listed: there is nothing to be shown of them until they are back."""
    there = items.filter(is_away=False).order_by("-joined_at", "-pk")
    if chosen == "own":
        return there.filter(kind=KIND)
    if chosen == "suspended":
        return there.exclude(suspended_at=None)
    return there.filter(lapses__gte=LEECH_LAPSES) if chosen == "slipping" else there


@never_cache
@login_required
def write_card(request: HttpRequest) -> HttpResponse:
    form = CardForm(request.POST or None)
    if form.is_valid() and kept(form, lambda **said: write(person_of(request), now=timezone.now(), **said)):
        messages.success(request, "The card is in your review.")
        return redirect("reviewing:write" if "another" in request.POST else "reviewing:cards")
    return page_of(request, form, None)


@never_cache
@login_required
def change_card(request: HttpRequest, key: str) -> HttpResponse:
    card = get_object_or_404(OwnCard, person=person_of(request), key=key)
    initial = {"front": card.front, "back": card.back, "tags": ", ".join(card.tags)}
    form = CardForm(request.POST or None, initial=initial)
    if form.is_valid() and kept(form, lambda **said: change(card, now=timezone.now(), **said)):
        messages.success(request, "The card is changed; when it comes again stays as it was.")
        return redirect("reviewing:cards")
    return page_of(request, form, card)


@never_cache
@login_required
def delete_card(request: HttpRequest, key: str) -> HttpResponse:
    card = get_object_or_404(OwnCard, person=person_of(request), key=key)
    if request.method == "POST":
        throw_away(card)
        messages.success(request, "The card is deleted.")
        return redirect("reviewing:cards")
    return render(request, "reviewing/delete.html", {"card": card})


def kept(form: CardForm, keep: Any) -> bool:
    try:
        said = form.cleaned_data
        keep(front=said["front"], back=said["back"], tags=tags_in(said["tags"]))
    except CardRefused as refused:
        form.add_error(None, refused.sentence)
        return False
    return True


def page_of(request: HttpRequest, form: CardForm, card: OwnCard | None) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "reviewing/write.html", {"form": form, "card": card}, status=status)
