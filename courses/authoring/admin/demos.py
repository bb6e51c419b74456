"""The demo: its programs, parameters and files, with a button that tries what is saved in the sandbox."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern, path
from unfold.admin import StackedInline, TabularInline

from courses.authoring.admin.parts import PartForm
from courses.authoring.own import OwnAdmin, OwnInline
from courses.authoring.permissions import may_publish
from courses.authoring.trying import publish_demo_page, try_demo
from courses.content.models import Demo, DemoFile, Parameter, Variant


class VariantInline(OwnInline, StackedInline):  # type: ignore[misc]
    model = Variant
    extra = 0
    ordering_field = "position"


class ParameterInline(OwnInline, StackedInline):  # type: ignore[misc]
    model = Parameter
    extra = 0
    ordering_field = "position"


class DemoFileInline(OwnInline, TabularInline):  # type: ignore[misc]
    model = DemoFile
    extra = 0


@admin.register(Demo)
class DemoAdmin(OwnAdmin):
    form = PartForm
    list_display = ("title", "key", "course")
    list_filter = (("course", admin.RelatedOnlyFieldListFilter),)
    inlines = (VariantInline, ParameterInline, DemoFileInline)
    change_form_outer_before_template = "authoring/_demo_ways.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(taken_out_at=None)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A demo that was published may stand in a section that people read, and its publications would go with it."""
        is_published = obj is not None and obj.publications.exists()
        return not is_published and (obj is None or may_publish(request.user, obj.course))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = super().get_readonly_fields(request, obj)
        return [*fixed, "course"] if obj is not None else fixed

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/try/", wrap(try_demo), name="content_demo_try"),
            path("<int:pk>/publish/", wrap(publish_demo_page), name="content_demo_publish"),
            *super().get_urls(),
        ]
