"""What is done with items: one act from a form, or many that a browser had queued while there was no network."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.models import Person
from accounts.signed_in import person_of
from courses.classroom.reviewing.showing import as_steps
from courses.flashcards.answering import Act, ActRefused, last_review, perform
from courses.flashcards.models import Item
from courses.flashcards.pacing import pace_of, schedule_pace
from courses.flashcards.schedule import AHEAD, Rating, choices

MOST_ACTS, MOST_BYTES = 200, 200_000
LONGEST_AGO = timedelta(days=365)
DONE = {
    "grade": "",
    "skip": "Skipped until tomorrow.",
    "suspend": "Suspended: it is not asked until you take it up again.",
    "resume": "It is in your review again.",
    "undo": "The last grade is undone.",
}


class NoAct(ValueError):
    """Nothing that can be done is said."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a browser tells: the id by which it knows the act, and the act."""

    id: str
    act: Act


@require_POST
@login_required
def do(request: HttpRequest) -> HttpResponse:
    """One act from a form; back to the review, or to the page of this site that `next` names."""
    person = person_of(request)
    try:
        act = last_grade(person) if request.POST.get("name") == "undo" else told_act(request.POST)
        perform(person, act, now=timezone.now())
    except (NoAct, ActRefused) as refused:
        messages.error(request, str(refused))
    else:
        if DONE[act.name]:
            messages.success(request, DONE[act.name])
    return redirect("reviewing:cards" if request.POST.get("next") == "cards" else "reviewing:review")


def last_grade(person: Person) -> Act:
    review = last_review(person)
    if review is None:
        raise NoAct("There is no grade to undo.")
    return Act(name="undo", kind=review.item.kind, key=review.item.key, answer=review.answer)


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Takes acts in their order. Whatever is not refused is done, now or before; nothing is done twice."""
    if not isinstance(request.user, Person):
        return JsonResponse({"error": "Sign in again."}, status=HTTPStatus.FORBIDDEN)
    acts = told_acts(request)
    if acts is None:
        return JsonResponse({"error": "These are no acts."}, status=HTTPStatus.BAD_REQUEST)
    now, taken, refused, items = timezone.now(), [], [], {}
    for said in acts:
        try:
            told = told_one(said)
            items[told.act.kind, told.act.key] = perform(request.user, told.act, now=now)
            taken.append(told.id)
        except (NoAct, ActRefused) as reason:
            refused.append({"id": said.get("id") if isinstance(said, Mapping) else None, "why": str(reason)})
    return JsonResponse(
        {"taken": taken, "refused": refused, "items": as_they_stand(request.user, [*items.values()], now)}
    )


def as_they_stand(person: Person, items: Sequence[Item], now: datetime) -> list[dict[str, Any]]:
    """Those that come again soon, with the seconds until then and their choices."""
    rules = schedule_pace(person, pace_of(person))
    soon = [item for item in items if item.due_at <= now + AHEAD and not item.suspended_at and not item.skipped_until]
    return [
        {
            "kind": item.kind,
            "key": item.key,
            "seconds": max(0, (item.due_at - now).total_seconds()),
            "steps": as_steps(choices(item.memory, now, pace=rules)),
        }
        for item in soon
    ]


def told_acts(request: HttpRequest) -> list[Any] | None:
    if len(request.body) > MOST_BYTES:
        return None
    try:
        acts = json.loads(request.body)["acts"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return acts if isinstance(acts, list) and len(acts) <= MOST_ACTS else None


def told_one(said: Any) -> Told:
    if not isinstance(said, Mapping):
        raise NoAct("This is no act.")
    return Told(id=str(identity(said.get("id"))), act=told_act({**said, "answer": said.get("of") or said.get("id")}))


def told_act(said: Mapping[str, Any]) -> Act:
    """Raises NoAct. `name`, `kind`, `key`; for a grade `answer` and `rating`; `ago` in milliseconds."""
    name, kind, key = (said.get(each) for each in ("name", "kind", "key"))
    if not isinstance(name, str) or name not in DONE or not isinstance(kind, str) or not isinstance(key, str):
        raise NoAct("This is no act.")
    is_grade = name in {"grade", "undo"}
    return Act(
        name=name,
        kind=kind,
        key=key,
        answer=identity(said.get("answer")) if is_grade else UUID(int=0),
        rating=rating(said.get("rating")) if name == "grade" else None,
        ago=ago(said.get("ago", 0)),
    )


def identity(said: Any) -> UUID:
    try:
        return UUID(str(said))
    except ValueError:
        raise NoAct("This act has no id.") from None


def rating(said: Any) -> Rating:
    try:
        return Rating(int(said))
    except (ValueError, TypeError, OverflowError):
        raise NoAct("There are the grades 1 to 4.") from None


def ago(said: Any) -> timedelta:
    """Kept within a year: a clock that was set meanwhile may tell anything."""
    try:
        return min(LONGEST_AGO, timedelta(milliseconds=max(0.0, float(said))))
    except (ValueError, TypeError, OverflowError):
        return timedelta()
