"""The parts of a section, each with a form of its own, reached from the section's page."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from unfold.admin import StackedInline

from courses.authoring.fields import TermsField, WordsField
from courses.authoring.guarding import GuardedForm
from courses.authoring.own import OwnAdmin, OwnInline
from courses.content.facts.keys import WHAT_A_KEY_IS, is_key
from courses.content.models import (
    BookChapter,
    Card,
    Demo,
    Dialogue,
    Example,
    Exercise,
    MemoryAid,
    Option,
    Question,
    Reference,
    Section,
    Turn,
)


class PartForm(GuardedForm):
    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if not is_key(key):
            raise forms.ValidationError(f"“{key}” is no key: {WHAT_A_KEY_IS}.")
        return key


class PartAdmin(OwnAdmin):
    """A new part comes last; after saving, one is back on the section's page."""

    to_course = "section__course"
    in_menu = False
    form = PartForm
    exclude = ("position",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        if not change:
            last = type(obj).objects.filter(section=obj.section).aggregate(last=models.Max("position"))["last"]
            obj.position = 0 if last is None else last + 1
        super().save_model(request, obj, form, change)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = super().get_readonly_fields(request, obj)
        return [*fixed, "section"] if obj is not None else fixed

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return back_to(obj.section)

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return back_to(obj.section)


def back_to(section: Section) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:content_section_change", args=[section.pk]))


class TurnInline(OwnInline, StackedInline):  # type: ignore[misc]
    model = Turn
    extra = 0
    fields = ("speaker", "text", "say_as", "stop", "position")
    ordering_field = "position"


class OptionInline(OwnInline, StackedInline):  # type: ignore[misc]
    model = Option
    extra = 0
    fields = ("mark", "text", "explanation", "position")
    ordering_field = "position"


@admin.register(Dialogue)
class DialogueAdmin(PartAdmin):
    inlines = (TurnInline,)


@admin.register(Reference)
class ReferenceAdmin(PartAdmin):
    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What the link checker noted."""
        noted = ["seen_at", "checked_at", "trouble"] if obj else []
        return [*super().get_readonly_fields(request, obj), *noted]


@admin.register(BookChapter, MemoryAid)
class PlainPartAdmin(PartAdmin):
    pass


@admin.register(Exercise)
class ExerciseAdmin(PartAdmin):
    """An axis is asked by its program or its checks; for one that is not, its reason is told."""

    fieldsets = (
        (None, {"fields": ("section", "title", "key", "kind", "text", "starter", "solution")}),
        ("Does it work", {"fields": ("checks", "work_program", "no_work")}),
        ("In every order", {"fields": ("order_program", "bound", "no_orders")}),
        ("Fast enough", {"fields": ("speed_program", "sequential", "faster", "no_speed")}),
        ("Help", {"fields": ("hint_1", "hint_2", "hint_3", "puzzle", "slips")}),
    )


class ExampleForm(PartForm):
    demo = forms.ChoiceField(required=False, help_text="what runs beside it")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        section = section_in(self)
        demos = Demo.objects.present().filter(course=section.course) if section else Demo.objects.none()
        field = self.fields["demo"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "none"), *demos.values_list("key", "title")]


def section_in(form: Any) -> Section | None:
    """The section of a part, or the one that a new part was asked for in, where it is one's own."""
    if form.instance.section_id:
        return form.instance.section  # type: ignore[no-any-return]
    given = str(form.data.get("section") or form.initial.get("section") or "")
    own = Section.objects.filter(course__in=form.courses)
    return own.filter(pk=given).first() if given.isascii() and given.isdigit() else None


@admin.register(Example)
class ExampleAdmin(PartAdmin):
    form = ExampleForm


class CardForm(PartForm):
    tags = WordsField(required=False, help_text="with commas between")


@admin.register(Card)
class CardAdmin(PartAdmin):
    form = CardForm


class QuestionForm(PartForm):
    concepts = TermsField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        section = section_in(self)
        field = self.fields["concepts"]
        assert isinstance(field, TermsField)
        field.offer(section.course if section else None, self.instance.concepts or [])


@admin.register(Question)
class QuestionAdmin(PartAdmin):
    form = QuestionForm
    inlines = (OptionInline,)
