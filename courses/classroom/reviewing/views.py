"""The page of a review, and how the day went."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import Person
from accounts.signed_in import person_of
from courses.classroom.reviewing.showing import Session, session_of
from courses.flashcards.models import Item, Rating, Review
from courses.flashcards.queueing import next_due_at


@require_safe
@never_cache
@login_required
def review(request: HttpRequest) -> HttpResponse:
    """`open` in the query is the item whose answer is shown, for browsers without scripts."""
    person = person_of(request)
    session = session_of(person, timezone.now())
    if not session.shown:
        return render(request, "reviewing/nothing.html", standing(person, session))
    first = session.shown[0]
    is_open = request.GET.get("open") == name_of(first.item)
    context = {"session": session, "first": first, "is_open": is_open, "answer": uuid4(), "name": name_of(first.item)}
    return render(request, "reviewing/review.html", {**standing(person, session), **context})


@require_safe
@never_cache
@login_required
def summary(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    return render(request, "reviewing/summary.html", standing(person, session_of(person, timezone.now(), most=0)))


def standing(person: Person, session: Session) -> dict[str, Any]:
    """How the day stands: what was asked so far by grade, and what there is."""
    since = session.today.begins_at
    graded = Review.objects.standing().filter(person=person, answered_at__gte=since).order_by()
    counts = dict(graded.values_list("rating").annotate(count=Count("pk")))
    return {
        "today": session.today,
        "next_at": next_due_at(person, timezone.now()) if not session.today.left else None,
        "grades": [{"rating": each.value, "word": each.label, "count": counts.get(each, 0)} for each in Rating],
        "has_items": bool(session.today.left or session.shown) or Item.objects.filter(person=person).exists(),
        "zone": person.zone,
    }


def name_of(item: Item) -> str:
    return f"{item.kind} {item.key}"
