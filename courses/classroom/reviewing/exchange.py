"""Cards as files: taken in whole or not at all, and handed out."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Person
from accounts.signed_in import person_of
from courses.classroom.reviewing.decks import deck_of
from courses.flashcards.exchange.anki.bringing import bring_deck
from courses.flashcards.exchange.anki.reading import read as read_deck
from courses.flashcards.exchange.bringing import bring, own_words
from courses.flashcards.exchange.csv_files import read as read_table
from courses.flashcards.exchange.csv_files import written
from courses.flashcards.exchange.mistakes import FileRefused

MOST_BYTES = 50_000_000
ZIP = b"PK\x03\x04"


@never_cache
@login_required
def exchange(request: HttpRequest) -> HttpResponse:
    """The page, and what is uploaded on it."""
    if request.method != "POST":
        return render(request, "reviewing/exchange.html")
    try:
        told = taken(person_of(request), content_in(request))
    except FileRefused as refused:
        context = {"mistakes": refused.mistakes}
        return render(request, "reviewing/exchange.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, told)
    return redirect("reviewing:cards")


def content_in(request: HttpRequest) -> bytes:
    file = request.FILES.get("cards")
    if file is None:
        raise FileRefused(["Choose a file first."])
    if (file.size or 0) > MOST_BYTES:
        raise FileRefused([f"This file is larger than {MOST_BYTES // 1_000_000} MB."])
    return b"".join(file.chunks())


def taken(person: Person, content: bytes) -> str:
    """What came of it, in sentences. A zip is a deck of Anki; everything else has to be CSV."""
    now = timezone.now()
    if content.startswith(ZIP):
        brought = bring_deck(person, read_deck(content, now=now), now=now)
        return told(brought.new, brought.known, since=brought.reviewed_since)
    cards = read_table(content)
    new = bring(person, cards, now=now)
    return told(new, len(cards) - new)


def told(new: int, known: int, *, since: int = 0) -> str:
    said = [f"{new:,} card{'' if new == 1 else 's'} joined your review."]
    said += [f"{since:,} had been reviewed in Anki since, and go on from there."] if since else []
    said += [f"{known:,} were there before."] if known else []
    return " ".join(said)


@require_safe
@never_cache
@login_required
def csv_file(request: HttpRequest) -> HttpResponse:
    return handed_out(written(own_words(person_of(request))).encode(), "text/csv; charset=utf-8", "csv")


@require_safe
@never_cache
@login_required
def apkg_file(request: HttpRequest) -> HttpResponse:
    return handed_out(deck_of(person_of(request), timezone.now()), "application/octet-stream", "apkg")


def handed_out(content: bytes, media_type: str, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="interleave-cards.{ending}"'
    return response
