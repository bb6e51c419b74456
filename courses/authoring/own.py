"""The admin of rows that belong to a course: its authors alone see and change them."""

from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest
from django.utils import timezone
from unfold.admin import ModelAdmin

from accounts.models import Person
from courses.authoring.guarding import GuardedForm, section_of
from courses.authoring.permissions import may_write
from courses.authoring.written import WritingAdmin
from courses.content.models import Course, Section


class OwnAdmin(WritingAdmin, ModelAdmin):  # type: ignore[misc] # Unfold publishes no types
    """`to_course` is the way from the row to its course, as a lookup; "" where the row is the course."""

    to_course: ClassVar[str] = "course"
    in_menu: ClassVar[bool] = True
    form: ClassVar[Any] = GuardedForm
    warn_unsaved_form = True
    compressed_fields = True
    view_on_site = False  # the address behind it is not ours: see the site

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        own = Course.objects.of_author(author(request))
        lookup = f"{self.to_course}__in" if self.to_course else "pk__in"
        rows: models.QuerySet[Any] = super().get_queryset(request).filter(**{lookup: own.values("pk")})
        return rows

    def course_of(self, row: Any) -> Course | None:
        for step in self.to_course.split("__") if self.to_course else []:
            row = getattr(row, step, None)
        return row if isinstance(row, Course) else None

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> Any:  # noqa: FBT001, FBT002
        """The form knows its author: what an address names, it looks for among their courses alone."""
        form = super().get_form(request, obj, change, **options)
        form.courses = Course.objects.of_author(author(request))
        return form

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> Any:  # noqa: ARG002
        """Not a message on another page: an address tells nobody what there is."""
        raise Http404("There is no such row of yours.")

    def get_actions(self, request: HttpRequest, action_location: Any = None) -> dict[str, Any]:  # noqa: ARG002
        """None on many rows at once: what hangs on a row is looked at before it goes."""
        return {}

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.in_menu and bool(getattr(request.user, "is_staff", False))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_staff = bool(getattr(request.user, "is_staff", False))
        return is_staff and (obj is None or may_write(request.user, self.course_of(obj)))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, *_: Any) -> bool:
        return bool(getattr(request.user, "is_staff", False))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Of what a row can belong to, only one's own is offered, and only one's own is taken."""
        own = Course.objects.of_author(author(request))
        if db_field.related_model is Course:
            kwargs["queryset"] = own
        elif db_field.related_model is Section:
            kwargs["queryset"] = Section.objects.filter(course__in=own)
        elif hasattr(db_field.related_model, "course"):
            kwargs["queryset"] = db_field.related_model.objects.filter(course__in=own)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        super().save_related(request, form, formsets, change)
        note_edit(section_of(form.instance), request.user)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        section = section_of(obj)
        super().delete_model(request, obj)
        if not isinstance(obj, Section):
            note_edit(section, request.user)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What progress, reviews and links hang on is named once."""
        fixed = ["key"] if obj is not None and hasattr(obj, "key") else []
        return [*super().get_readonly_fields(request, obj), *fixed]


class OwnInline(WritingAdmin):
    """For inlines: whoever may change the row may change its pieces. The row's own admin has asked."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return bool(getattr(request.user, "is_staff", False))

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


def author(request: HttpRequest) -> Person:
    """Who asks; the admin has let nobody in without an account."""
    assert isinstance(request.user, Person)
    return request.user


def note_edit(section: Section | None, person: Any) -> None:
    if section is not None and section.pk:
        Section.objects.filter(pk=section.pk).update(
            edits=models.F("edits") + 1,
            edited_at=timezone.now(),
            edited_by=person if isinstance(person, Person) else None,
        )
