"""The chapter: its title and summary; it is made and moved on the outline, and goes when it is empty."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from courses.authoring.own import OwnAdmin
from courses.authoring.permissions import may_publish
from courses.content.models import Chapter


@admin.register(Chapter)
class ChapterAdmin(OwnAdmin):
    in_menu = False
    fields = ("title", "key", "text", "seen", "save_over")

    def has_add_permission(self, request: HttpRequest, *_: Any) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_empty = obj is None or not obj.sections.exists()
        return is_empty and (obj is None or may_publish(request.user, obj.course))

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:content_course_outline", args=[obj.course_id]))

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:content_course_changelist"))
