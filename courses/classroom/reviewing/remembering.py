"""“Remember this”: aid, term or question joins the review queue, by choice of somebody who takes its course."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts.signed_in import person_of
from courses.classroom.reading.published import find_course
from courses.classroom.reviewing.registry import KINDS
from courses.classroom.reviewing.shelf import shelf_of
from courses.flashcards.joining import join
from courses.flashcards.models import Item

BY_CHOICE = ("aid", "term", "question")


@never_cache
@login_required
def remember(request: HttpRequest) -> HttpResponse:
    """`kind` and `key` name it. With scripts one press is enough; without, this page asks once."""
    person, now = person_of(request), timezone.now()
    said = request.POST if request.method == "POST" else request.GET
    kind, key = said.get("kind", ""), said.get("key", "")
    if kind not in BY_CHOICE:
        raise Http404("There is nothing of this kind to remember.")
    shelf = shelf_of(person, now)
    face = KINDS[kind].faces(person, [key], shelf).get(key)
    if face is None:
        return not_on_the_shelf(request, key)
    if request.method != "POST":
        is_in = Item.objects.filter(person=person, kind=kind, key=key).exists()
        return render(request, "reviewing/remember.html", {"face": face, "kind": kind, "key": key, "is_in": is_in})
    join(person, kind, [key], now=now)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"is_in": True})
    messages.success(request, "It is in your review now.")
    return redirect(face.address)


def not_on_the_shelf(request: HttpRequest, key: str) -> HttpResponse:
    """The way to enrol where somebody does not take the course; 404 where there is no such thing."""
    course = find_course(key.partition("/")[0], now=timezone.now())
    if course is None or course.pk in enrolled_courses(request):
        raise Http404("There is no such thing to remember.")
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"error": "Enrol first."}, status=HTTPStatus.FORBIDDEN)
    return render(request, "reviewing/enrol_first.html", {"course": course}, status=HTTPStatus.FORBIDDEN)


def enrolled_courses(request: HttpRequest) -> set[int]:
    return set(person_of(request).enrolments.filter(left_at=None).values_list("course_id", flat=True))
