"""The course's page: its outline with what is done, and the way to go on; and its pictures."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from accounts.models import Person
from accounts.signed_in import person_or_none
from courses.classroom.reading.progress import outline_of
from courses.classroom.reading.published import find_course, published_course
from courses.classroom.reading.readable import readable_titles
from courses.content.models import Course, PublishedPicture
from courses.enrollment.enrolling import EnrolmentRefused, enrol, join, leave, missing_courses, normal_code
from courses.exercises.standing import erase as erase_exercises
from courses.flashcards.joining import forget_course

ONE_YEAR = 31_536_000
MOST_TRIES, TRIES_SECONDS = 10, 300
"""Codes that one person may try in so long: nobody finds one of 31 ** 8 by guessing."""


class TriedTooOften(EnrolmentRefused):
    """Somebody tries one code after another."""


@require_safe
def course(request: HttpRequest, course: str) -> HttpResponse:
    found = published_course(course, now=timezone.now())
    missing = readable_titles(missing_courses(person_or_none(request), Course(pk=found.pk)))
    return render(request, "reading/course.html", {**outline_of(request, found), "missing": missing})


def enrol_here(request: HttpRequest, course: str) -> HttpResponse:
    """Enrols at a press of the button, and after signing up without one; then back to where the reader was."""
    found = published_course(course, now=timezone.now())
    back = way_back(request, found.outline["address"])
    person = person_or_none(request)
    if person is None:
        here = f"{reverse('reading:enrol', args=[course])}?{urlencode({'next': back})}"
        return redirect(f"{reverse('account_signup')}?{urlencode({'next': here})}")
    if request.method != "POST":
        return render(request, "reading/enrol.html", {"course": found, "back": back})
    enrol(person, Course.objects.get(pk=found.pk), now=timezone.now())
    return redirect(back)


def way_back(request: HttpRequest, otherwise: str) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours else otherwise


def leave_here(request: HttpRequest, course: str) -> HttpResponse:
    found = published_course(course, now=timezone.now())
    person = person_or_none(request)
    if person is None:
        return redirect(found.outline["address"])
    if request.method == "POST":
        erase = request.POST.get("erase") == "yes"
        leave(person, Course.objects.get(pk=found.pk), now=timezone.now(), erase=erase)
        if erase:
            erase_exercises(person, found.pk)
            forget_course(person, found.key)
        return redirect(found.outline["address"])
    return render(request, "reading/leave.html", {"course": found})


def join_class(request: HttpRequest, code: str = "") -> HttpResponse:
    """Joins a class by its code, typed or followed; whoever is not signed in does that first and comes back.

    A class may gather before anything of its course can be read: then the page says so.
    """
    typed = request.POST.get("code") or code
    person = person_or_none(request)
    if person is None:
        here = reverse("reading:join", args=[normal_code(typed) or "-"])
        return redirect(f"{reverse('account_signup')}?{urlencode({'next': here})}")
    if request.method != "POST":
        return render(request, "reading/join.html", {"code": "" if code == "-" else code})
    try:
        check_tries(person)
        enrolment = join(person, typed, now=timezone.now())
    except TriedTooOften as refused:
        return render(request, "reading/join.html", {"refused": refused}, status=HTTPStatus.TOO_MANY_REQUESTS)
    except EnrolmentRefused as refused:
        context = {"code": typed, "refused": refused}
        return render(request, "reading/join.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if find_course(enrolment.course.key, now=timezone.now()) is None:
        return render(request, "reading/joined.html", {"course_class": enrolment.course_class})
    return redirect("reading:course", enrolment.course.key)


def tries_key(person: Person) -> str:
    return f"join:{person.pk}"


def check_tries(person: Person) -> None:
    key = tries_key(person)
    cache.add(key, 0, TRIES_SECONDS)
    if cache.incr(key) > MOST_TRIES:
        raise TriedTooOften(
            "Those were too many codes in a short time. Wait five minutes, and ask your instructor for yours."
        )


@require_safe
def picture(request: HttpRequest, digest: str) -> HttpResponse:  # noqa: ARG001
    """A published picture. Its address is the digest of its bytes, so it never changes; an SVG acts nowhere."""
    found = PublishedPicture.objects.filter(digest=digest).first()
    if found is None:
        raise Http404("There is no such picture.")
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    response["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
