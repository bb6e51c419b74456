"""What learners would see: a whole section as its draft stands, or one text while it is written."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.csp import CSP
from django.views.decorators.http import require_POST

from courses.authoring.pages import own_course, own_section
from courses.classroom.reading.links import with_living_links
from courses.classroom.reading.published import find_course
from courses.classroom.reading.section import document_of
from courses.classroom.reading.standing import made
from courses.content.telling import told_course
from courses.publishing.freezing import course_page, section_page
from courses.publishing.rendering.markdown import rendered
from courses.publishing.targets import targets_of

MOST_CHARACTERS = 20_000
#: The preview is the learner's page, and lives under the learner's policy; only the admin may show it in a frame.
FRAMED = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft on the learner's own page: the same document, the same templates."""
    section = own_section(request, pk)
    facts = told_course(section.course)
    told = next(each for each in facts.sections() if each.key == section.key)
    targets = targets_of(facts)
    outline = course_page(facts, targets)
    published = find_course(section.course.key, now=timezone.now())
    readable = {section.key, *(published.sections if published else ())}
    page = with_living_links(section_page(told, targets), outline["address"], readable)
    document = document_of(page, outline["terms"], 0, done=set())
    context = {
        **document,
        "standing": made(document, outline),
        "course": {"key": outline["key"], "outline": outline},
        "section": section,
        "depth": "standard",
        "is_preview": True,
    }
    return learner_policy(render(request, "authoring/preview.html", context))


@require_POST
def render_text(request: HttpRequest, course: int) -> HttpResponse:
    """One Markdown text as learners see it: for the frame beside its field, or, without scripts, for a tab."""
    found = own_course(request, course)
    field = request.POST.get("preview", "text")
    text = request.POST.get(field, "")[:MOST_CHARACTERS]
    html = rendered(text, targets_of(told_course(found)))
    return learner_policy(render(request, "authoring/preview_text.html", {"html": html}))


def learner_policy(response: HttpResponse) -> HttpResponse:
    response._csp_config = FRAMED  # type: ignore[attr-defined]  # noqa: SLF001  (as csp_override does)
    return response
