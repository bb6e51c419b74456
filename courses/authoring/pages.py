"""What the admin's own pages share: the row that an address names, for those who may; and the frame around it."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest

from courses.authoring.permissions import may_publish, may_write
from courses.content.models import Course, Section


def own_section(request: HttpRequest, pk: int, *, to_publish: bool = False) -> Section:
    """Raises Http404 for whoever may not: an address tells nobody what there is."""
    section = Section.objects.present().select_related("course", "chapter").filter(pk=pk).first()
    may = may_publish if to_publish else may_write
    if section is None or not may(request.user, section.course):
        raise Http404("There is no such section of yours.")
    return section


def own_course(request: HttpRequest, pk: int) -> Course:
    course = Course.objects.filter(pk=pk).first()
    if course is None or not may_write(request.user, course):
        raise Http404("There is no such course of yours.")
    return course


def framed(request: HttpRequest, title: str, **context: Any) -> dict[str, Any]:
    return {**admin.site.each_context(request), "title": title, **context}
