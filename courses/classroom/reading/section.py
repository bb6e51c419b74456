"""The section's page, and what its buttons ask for: progress, answers, a solution."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.middleware import HtmxDetails

from accounts.models import Person
from courses.classroom.reading.answering import feedback_on, question_in, rearranged
from courses.classroom.reading.progress import keep_answered, reader_of
from courses.classroom.reading.published import LiveSection, Place, PublishedCourse, published_course
from courses.classroom.reading.standing import standing_parts
from courses.content.models import SectionPublication
from courses.enrollment.progress import Done, finish, keep, remember_place
from courses.publishing.comparing import as_readers_know, changes

DEPTHS = ("quick", "standard", "detailed")
DEPTH_COOKIE = "overview-depth"
MOST_PROGRESS_BYTES = 200_000


@require_safe
def section(request: HttpRequest, course: str, section: str) -> HttpResponse:
    found = published_course(course, now=timezone.now(), section=section)
    live = found.sections.get(section)
    if live is None:
        return not_readable(request, found, section)
    return render(request, "reading/section.html", page_of(request, found, live))


def not_readable(request: HttpRequest, course: PublishedCourse, key: str) -> HttpResponse:
    """410 with a way on, under the title that it had, for what could be read once, and 404 for what never could."""
    once = SectionPublication.objects.once_read(timezone.now()).filter(section__course_id=course.pk, section__key=key)
    title = once.values_list("head__title", flat=True).first()
    if title is None:
        raise Http404(f"There is no section “{key}” to read.")
    context = {"course": course, "title": title}
    return render(request, "reading/withdrawn.html", context, status=HTTPStatus.GONE)


def page_of(request: HttpRequest, course: PublishedCourse, live: LiveSection) -> dict[str, Any]:
    assert live.page is not None
    reader = reader_of(request, course, section=live.key)
    chapter, places = chapter_of(course, live.key)
    here = next(place for place in places if place.key == live.key)
    document = document_of(live.page, course.outline["terms"], live.publication, done=reader.done.get(live.key, set()))
    return {
        **document,
        "standing": standing_parts(document, course.outline, token=get_token(request)),
        **neighbours(course, here),
        "course": course,
        "chapter": chapter,
        "place": here,
        "places": places,
        "reader": reader,
        "tally": reader.section(here),
        "has_changed": reader.has_news(live),
        "depth": depth_of(request),
    }


def document_of(
    page: Mapping[str, Any], terms: Sequence[Mapping[str, Any]], publication: int, *, done: set[str]
) -> dict[str, Any]:
    """What of the page comes from its document: the same for a published section and for a draft."""
    by_key = {term["key"]: term for term in terms}
    return {
        "page": page,
        "publication": publication,
        "groups": [{**group, "is_done": done.issuperset(group["parts"])} for group in page["groups"]],
        "concepts": [by_key[key] for key in page["concepts"] if key in by_key],
        "terms": [by_key[key] for key in page["terms"] if key in by_key],
        "done": sorted(done),
    }


def chapter_of(course: PublishedCourse, key: str) -> tuple[Mapping[str, Any], list[Place]]:
    for chapter in course.outline["chapters"]:
        places = course.places(chapter)
        if any(place.key == key for place in places):
            return chapter, places
    raise Http404(f"The section “{key}” is in no chapter.")


def neighbours(course: PublishedCourse, here: Place) -> dict[str, Place | None]:
    """The readable sections before and after, over the chapters' ends."""
    readable = [place for place in course.all_places() if place.live]
    index = next(index for index, place in enumerate(readable) if place.key == here.key)
    return {
        "previous": readable[index - 1] if index else None,
        "next": readable[index + 1] if index + 1 < len(readable) else None,
    }


def depth_of(request: HttpRequest) -> str:
    wanted = request.COOKIES.get(DEPTH_COOKIE, "")
    return wanted if wanted in DEPTHS else "standard"


def changes_since(request: HttpRequest, course: str, section: str) -> HttpResponse:
    """What changed since the reader finished the section, until they say that they have seen it."""
    found = published_course(course, now=timezone.now(), section=section)
    live, reader = found.sections.get(section), reader_of(request, found, section=section)
    if live is None or reader.finished_with is None:
        return redirect("reading:section", course, section)
    if request.method == "POST":
        assert reader.enrolment is not None  # who finished a section is enrolled
        person, now = reader.enrolment.person, timezone.now()
        finish(person, found.pk, section, publication=live.publication, now=now)
        return redirect("reading:section", course, section)
    of_section = SectionPublication.objects.filter(section__course_id=found.pk, section__key=section)
    facts = dict(of_section.filter(number__in=[reader.finished_with, live.publication]).values_list("number", "facts"))
    before, after = (as_readers_know(facts[number]) for number in (reader.finished_with, live.publication))
    told = changes(before, after)
    context = {"course": found, "page": live.page, "changes": told, "reader": reader}
    return render(request, "reading/changes.html", context)


@require_POST
def progress(request: HttpRequest, course: str) -> HttpResponse:
    """Keeps what a browser tells: parts that were done, also such as were done before enrolling, and the place."""
    found = published_course(course, now=timezone.now())
    if not isinstance(request.user, Person) or reader_of(request, found).enrolment is None:
        return JsonResponse({"error": "Enrol to keep progress here."}, status=HTTPStatus.FORBIDDEN)
    told = told_progress(request)
    if told is None:
        return JsonResponse({"error": "This is no progress."}, status=HTTPStatus.BAD_REQUEST)
    done, at = told
    now = timezone.now()
    new = keep(request.user, found.pk, done, parts=found.counted_parts(), now=now)
    if at and at[0] in found.sections and at[1] in found.sections[at[0]].parts:
        remember_place(request.user, found.pk, section=at[0], part=at[1], now=now)
    return JsonResponse({"new": new})


def told_progress(request: HttpRequest) -> tuple[list[Done], tuple[str, str] | None] | None:
    """What the body says; None where it says nothing that can be understood."""
    if len(request.body) > MOST_PROGRESS_BYTES:
        return None
    try:
        told = json.loads(request.body)
        done = [Done(section=str(one), part=str(two), how=str(how)) for one, two, how in told.get("done", [])]
        at = told.get("at")
        return done, (str(at[0]), str(at[1])) if at else None
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError):
        return None


@require_POST
def answer(request: HttpRequest, course: str, section: str, question: str) -> HttpResponse:
    """Checks an answer to a practice question and explains every option."""
    now = timezone.now()
    found = published_course(course, now=now, section=section, with_answers=True)
    live = found.sections.get(section)
    if live is None or live.page is None or live.answers is None:
        return not_readable(request, found, section)
    asked = question_in(live.page, question)
    if asked is None:
        raise Http404(f"There is no question “{question}” here.")
    told = answer_to(asked, live.answers["questions"][question], request.POST)
    feedback = told.get("feedback")
    if feedback and feedback.score.is_answered:
        is_kept = keep_answered(request, found, section, question)
        told["remember"] = f"{found.key}/{section}/{question}" if is_kept and not feedback.score.is_right else ""
    if HtmxDetails(request):
        again = f"{reverse('reading:section', args=[found.key, section])}#{question}"
        context = {"question": asked, "address": request.path, "again": again}
        return render(request, "quizzes/_question.html", {**context, **told})
    context = page_of(request, found, live)
    return render(request, "reading/section.html", {**context, **told, "answered": question})


def answer_to(asked: Mapping[str, Any], kept: Mapping[str, Any], sent: QueryDict) -> dict[str, Any]:
    """The feedback; or, where a button of a puzzle was pressed, its lines as they stand then.

    What is played is answered on a page of its own.
    """
    if "goal" in kept:
        return {}
    if "move" in sent and "puzzle" in kept:
        return {"arranged": rearranged(kept["puzzle"], sent.getlist("placed"), str(sent["move"]))}
    return {"feedback": feedback_on(asked, kept, dict(sent.lists()))}
