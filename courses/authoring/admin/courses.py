"""The course: its title and place, its authors, and the ways to its outline and its files."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils import timezone
from unfold.admin import TabularInline
from unfold.forms import PaginationInlineFormSet

from accounts.models import Person
from accounts.roles import Role
from courses.authoring.admin.parts import PartForm
from courses.authoring.archives import download_zip, upload_zip
from courses.authoring.outlining import outline
from courses.authoring.own import OwnAdmin, author
from courses.authoring.permissions import may_own
from courses.content.models import AuthorRole, Course, CourseAuthor
from courses.content.published import known_courses


class NeedsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, course: Any) -> str:
        return str(course.known_title)


class CourseForm(PartForm):
    """A course can need one's own, and what everybody can read; what it needs already stays on offer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        needed = self.instance.needs.values_list("pk", flat=True) if self.instance.pk else ()
        field = self.fields["needs"]
        assert isinstance(field, NeedsField)
        field.queryset = known_courses(self.courses, now=timezone.now(), besides=list(needed))


class AuthorFormSet(PaginationInlineFormSet):  # type: ignore[misc]
    def clean(self) -> None:
        """A course without an owner could never get another author, and never be deleted."""
        super().clean()
        left = [each.cleaned_data for each in self.forms if getattr(each, "cleaned_data", None)]
        owners = [each for each in left if each.get("role") == AuthorRole.OWNER and not each.get("DELETE")]
        if left and not owners:
            raise forms.ValidationError("A course needs an owner: name another one first.")


class AuthorInline(TabularInline):  # type: ignore[misc]
    """Owners name authors; for everybody else the list can only be read."""

    model = CourseAuthor
    formset = AuthorFormSet
    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_own(request.user, obj)

    has_change_permission = has_delete_permission = has_add_permission

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.related_model is Person:
            kwargs["queryset"] = Person.objects.exclude(role=Role.LEARNER).order_by("name")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Course)
class CourseAdmin(OwnAdmin):
    to_course = ""
    form = CourseForm
    list_display = ("title", "key")
    fields = ("title", "key", "text", "first_chapter", "programmes", "needs", "seen", "save_over")
    filter_horizontal = ("programmes", "needs")
    inlines = (AuthorInline,)
    change_form_outer_before_template = "authoring/_course_ways.html"
    change_list_template = "authoring/courses.html"

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Which courses are offered is the form's to say."""
        if db_field.name == "needs":
            kwargs["form_class"] = NeedsField
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def course_of(self, row: Any) -> Course | None:
        return row if isinstance(row, Course) else None

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was published is withdrawn, not deleted: people's progress hangs on it."""
        is_published = obj is not None and obj.sections.filter(publications__isnull=False).exists()
        return may_own(request.user, obj) and not is_published

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.inlines if obj else ()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        super().save_model(request, obj, form, change)
        if not change:
            CourseAuthor.objects.create(course=obj, person=author(request), role=AuthorRole.OWNER)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("upload/", wrap(upload_zip), name="content_course_upload"),
            path("<int:pk>/outline/", wrap(outline), name="content_course_outline"),
            path("<int:pk>/zip/", wrap(download_zip), name="content_course_zip"),
            *super().get_urls(),
        ]
