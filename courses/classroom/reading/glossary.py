"""The glossary of a course: its terms from A to Z, each with the sections that mention it."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from string import ascii_uppercase
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.classroom.reading.links import with_living_links
from courses.classroom.reading.published import live_outline, was_read
from courses.classroom.reading.searching import readable
from courses.content.models import SectionPublication

OTHERS = "#"
"""The letter of terms that begin with none from A to Z: 2PL, λ."""


@require_safe
def glossary(request: HttpRequest, course: str) -> HttpResponse:
    now = timezone.now()
    publication = live_outline(course, now=now)
    shown = shown_sections(publication.course_id, now=now) if publication else {}
    if publication is None or not (shown or was_read(publication.course_id, now=now)):
        raise Http404(f"There is no course “{course}”.")
    outline = with_living_links(publication.page, publication.page["address"], shown)
    query = readable(request.GET.get("q", ""))
    terms = [term for term in outline["terms"] if mentions(term, query)]
    sections = mentioning(outline, shown)
    letters = by_letter(terms, sections, here=f"{outline['address']}glossary/" if query else "")
    context = {
        "outline": outline,
        "query": query,
        "shown": len(terms),
        "letters": letters,
        "alphabet": [(letter, letter in letters) for letter in alphabet(letters)],
    }
    return render(request, "reading/glossary.html", context)


def mentions(term: Mapping[str, Any], query: str) -> bool:
    """Whether title, another spelling or the short definition holds the words; accents and case do not matter."""
    text = folded(" ".join([term["title"], *term["also"], term["short"]]))
    return all(word in text for word in folded(query).split())


def folded(text: str) -> str:
    """“Théorème” as “theoreme”: as it is typed by those who do not have the keys."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in plain if not unicodedata.combining(character))


def shown_sections(course_id: int, *, now: datetime) -> dict[str, Sequence[Any]]:
    """Of each section that can be read, by its key, the title and the terms that it mentions."""
    live = SectionPublication.objects.live(now).filter(section__course_id=course_id).order_by()
    return {key: said for key, *said in live.values_list("section__key", "head__title", "page__terms")}


def mentioning(outline: Mapping[str, Any], shown: Mapping[str, Sequence[Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """Of each term the sections that can be read and mention it, in the order of the course."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for chapter in outline["chapters"]:
        for section in chapter["sections"]:
            title, terms = shown.get(section["key"], ("", ()))
            for key in terms:
                found.setdefault(key, []).append({**section, "title": title, "chapter": chapter["number"]})
    return found


def by_letter(
    terms: Iterable[Mapping[str, Any]], sections: Mapping[str, Sequence[Mapping[str, Any]]], *, here: str
) -> dict[str, list[Mapping[str, Any]]]:
    """Terms under their letters, in order. `here`: the address that links between terms lead to, where some are out."""
    letters: dict[str, list[Mapping[str, Any]]] = {}
    for term in sorted(terms, key=lambda term: folded(term["title"])):
        html = term["html"].replace('href="#term-', f'href="{here}#term-')
        shown = {**term, "html": html, "sections": sections.get(term["key"], ())}
        letters.setdefault(letter_of(term["title"]), []).append(shown)
    return dict(sorted(letters.items()))


def letter_of(title: str) -> str:
    letter = folded(title)[:1].upper()
    return letter if letter in ascii_uppercase and letter else OTHERS


def alphabet(letters: Iterable[str]) -> list[str]:
    return [*([OTHERS] if OTHERS in letters else []), *ascii_uppercase]
