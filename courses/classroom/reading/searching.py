"""The search page: what was found for a reader's words, of every kind or of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.search.finding import LONGEST_QUERY, MOST_HITS, find

KINDS = {
    "course": "Courses",
    "section": "Sections",
    "term": "Glossary",
    "dialogue": "Dialogues",
    "audio book": "Audio book",
    "example": "Examples",
    "memory aid": "Memory aids",
    "exercise": "Exercises",
    "program": "Programs",
}
"""As the entries of the index are named, and as readers choose among them."""


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    query = readable(request.GET.get("q", ""))
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    exact = "exact" in request.GET
    context = {
        "query": query,
        "kind": kind,
        "kind_title": KINDS.get(kind, ""),
        "kinds": KINDS,
        "exact": exact,
        "found": find(query, now=timezone.now(), kind=kind, exact=exact),
        "most": MOST_HITS,
    }
    return render(request, "reading/search.html", context)


def readable(typed: str) -> str:
    """What was typed, as far as it is searched for, without characters that no page can show."""
    return "".join(character for character in typed[:LONGEST_QUERY] if character.isprintable()).strip()
