"""Classes: an instructor forms one, shares its code or link, sees who joined, and takes members out."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.admin import TabularInline

from courses.authoring.guarding import GuardedForm
from courses.authoring.own import OwnAdmin
from courses.authoring.permissions import may_publish
from courses.enrollment.classes import new_code, remove_member, renew_code, revoke_code
from courses.enrollment.models import CourseClass, Enrolment

KEEP, RENEW, REVOKE = "keep", "renew", "revoke"


class ClassForm(GuardedForm):
    what_of_the_code = forms.ChoiceField(
        required=False,
        label="The code",
        choices=[
            (KEEP, "stays as it is"),
            (RENEW, "is made anew: the old one lets nobody in"),
            (REVOKE, "is revoked: nobody joins from now on"),
        ],
        help_text="Who has joined stays, whatever becomes of the code.",
    )

    class Meta:
        model = CourseClass
        fields = ("course", "name", "starts_on", "ends_on", "capacity")


class MemberInline(TabularInline):  # type: ignore[misc]
    """Members; ticking “delete” takes somebody out of the class, and leaves their enrolment and progress alone."""

    model = Enrolment
    extra = 0
    fields = readonly_fields = ("person", "enrolled_at", "read_at", "section_key")
    verbose_name, verbose_name_plural = "member", "members"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(left_at=None).select_related("person")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """`obj` is the class. Assistants write; who is in a class is decided by those who publish."""
        return obj is None or may_publish(request.user, obj.course)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_add_permission = has_change_permission


@admin.register(CourseClass)
class ClassAdmin(OwnAdmin):
    form = ClassForm
    list_display = ("name", "course", "members", "code")
    list_filter = (("course", admin.RelatedOnlyFieldListFilter),)
    readonly_fields = ("code_and_link",)
    inlines = (MemberInline,)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who joined a class enrolled in its course; it does not move to another."""
        return [*super().get_readonly_fields(request, obj), *(["course"] if obj else [])]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or may_publish(request.user, obj.course))

    def get_queryset(self, request: HttpRequest) -> Any:
        joined = models.Count("enrolments", filter=models.Q(enrolments__left_at=None))
        return super().get_queryset(request).annotate(joined=joined)

    @admin.display(description="Members")
    def members(self, course_class: Any) -> int:
        return int(course_class.joined)

    @admin.display(description="Code and link")
    def code_and_link(self, course_class: CourseClass) -> SafeString | str:
        if not course_class.pk:
            return "made when the class is saved"
        if not course_class.code:
            return "revoked: nobody can join"
        address = reverse("reading:join", args=[course_class.code])
        return format_html('<code>{}</code> · <a href="{}">{}</a>', course_class.code, address, address)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        if not change:
            obj.code = new_code()
        super().save_model(request, obj, form, change)
        wanted = form.cleaned_data.get("what_of_the_code")
        if change and wanted == RENEW:
            renew_code(obj)
        elif change and wanted == REVOKE:
            revoke_code(obj)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: Any) -> None:
        if formset.model is not Enrolment:
            super().save_formset(request, form, formset, change)
            return
        formset.save(commit=False)
        for enrolment in formset.deleted_objects:
            remove_member(enrolment)
