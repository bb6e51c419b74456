"""The outline of a course: chapters and sections with where they stand; put in order by buttons or by dragging."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from courses.authoring.pages import framed, own_course
from courses.authoring.states import state_of
from courses.content.facts.characters import has_control_character
from courses.content.facts.keys import WHAT_A_KEY_IS, is_key
from courses.content.models import Chapter, Course, Section

LONGEST_TITLE = 120

type Order = list[tuple[int, list[int]]]


def outline(request: HttpRequest, pk: int) -> HttpResponse:
    """A chapter that cannot be added stays in its form as it was typed, with what is wrong."""
    course = own_course(request, pk)
    typed = {name: request.POST.get(f"chapter-{name}", "").strip() for name in ("title", "key")}
    told = ""
    if "chapter-title" in request.POST:
        told = add_chapter(course, **typed)
    elif request.method == "POST" and (refused := move(course, request.POST)):
        messages.error(request, refused)
    if request.method == "POST" and not told:
        return redirect("admin:content_course_outline", pk)
    context = framed(request, f"Outline of {course.title}", course=course, chapters=chapters_of(course))
    context |= {"typed": typed, "mistake": told}
    return render(request, "authoring/outline.html", context, status=422 if told else 200)


def chapters_of(course: Course) -> list[dict[str, Any]]:
    chapters = course.chapters.all()
    return [
        {
            "row": chapter,
            "number": number,
            "sections": [
                {
                    "row": section,
                    "number": place,
                    "state": state_of(section),
                    "address": reverse("admin:content_section_change", args=[section.pk]),
                }
                for place, section in enumerate(chapter.sections.filter(taken_out_at=None), start=1)
            ],
        }
        for number, chapter in enumerate(chapters, start=course.first_chapter)
    ]


def move(course: Course, form: Mapping[str, str]) -> str:
    """Moves what the form asks; a sentence where that cannot be."""
    order = order_of(course)
    wanted = told_order(form.get("order", "")) if form.get("order") else moved(order, form.get("move", ""))
    if wanted is None or not is_same(order, wanted):
        return "The outline was changed meanwhile, so nothing was moved. Here it is as it stands now."
    put_in_order(wanted)
    return ""


def add_chapter(course: Course, *, title: str, key: str) -> str:
    """A sentence where that cannot be."""
    if not title or "\n" in title or has_control_character(title) or len(title) > LONGEST_TITLE:
        return f"A chapter needs a title: one line of at most {LONGEST_TITLE} characters."
    if not is_key(key):
        return f"“{key[:60]}” is no key: {WHAT_A_KEY_IS}."
    if course.chapters.filter(key=key).exists():
        return f"There is already a chapter with the key “{key}”: choose another."
    Chapter.objects.create(course=course, key=key, title=title, position=course.chapters.count())
    return ""


def order_of(course: Course) -> Order:
    return [
        (chapter.pk, list(chapter.sections.filter(taken_out_at=None).values_list("pk", flat=True)))
        for chapter in course.chapters.all()
    ]


def told_order(text: str) -> Order | None:
    """What a dragged outline sends: [[chapter, [section, …]], …]."""
    try:
        return [(int(chapter), [int(section) for section in sections]) for chapter, sections in json.loads(text)]
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None


def is_same(order: Order, wanted: Order) -> bool:
    """Whether both hold the same chapters and sections, each once."""
    there, asked = (
        (sorted(chapter for chapter, _ in each), sorted(pk for _, inner in each for pk in inner))
        for each in (order, wanted)
    )
    return there == asked


def moved(order: Order, wish: str) -> Order | None:
    """The order after one press: "section-3-up", "chapter-2-down". At its chapter's end a section goes to the next."""
    kind, _, rest = wish.partition("-")
    pk, _, way = rest.partition("-")
    if not (pk.isascii() and pk.isdigit()) or way not in {"up", "down"}:
        return None
    step = -1 if way == "up" else 1
    if kind == "chapter":
        places = [chapter for chapter, _ in order]
        return swapped(order, places.index(int(pk)), step) if int(pk) in places else None
    return moved_section([(chapter, [*sections]) for chapter, sections in order], int(pk), step)


def moved_section(order: Order, pk: int, step: int) -> Order | None:
    for index, (_, sections) in enumerate(order):
        if pk in sections:
            place = sections.index(pk)
            if 0 <= place + step < len(sections):
                sections[:] = swapped(sections, place, step)
            elif 0 <= index + step < len(order):
                sections.remove(pk)
                there = order[index + step][1]
                there.insert(len(there) if step < 0 else 0, pk)
            return order
    return None


def swapped[T](items: Sequence[T], place: int, step: int) -> list[T]:
    changed = list(items)
    if 0 <= place + step < len(changed):
        changed[place], changed[place + step] = changed[place + step], changed[place]
    return changed


@transaction.atomic
def put_in_order(order: Order) -> None:
    for position, (chapter, sections) in enumerate(order):
        Chapter.objects.filter(pk=chapter).update(position=position)
        for place, section in enumerate(sections):
            Section.objects.filter(pk=section).update(chapter_id=chapter, position=place)
