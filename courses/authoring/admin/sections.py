"""The section: its texts with a live preview, its parts, what the checker finds, and the ways to publish it."""

from pathlib import Path
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern, path

from courses.authoring.fields import TermsField
from courses.authoring.findings import findings
from courses.authoring.guarding import GuardedForm
from courses.authoring.own import OwnAdmin
from courses.authoring.permissions import may_publish
from courses.authoring.previewing import preview, render_text
from courses.authoring.publishing_pages import bring_back_page, difference, history, publish, withdraw_page
from courses.authoring.states import parts_of, state_of
from courses.content.facts.keys import WHAT_A_KEY_IS, is_key
from courses.content.facts.mistakes import Mistake
from courses.content.models import Chapter, Course, Section
from courses.content.telling import origin_of, told_course
from courses.publishing.publishing import mistakes_of


class SectionForm(GuardedForm):
    concepts = TermsField(required=False, label="Key concepts")

    class Meta:
        model = Section
        fields = ("chapter", "title", "key", "in_preparation", "concepts", "quick", "standard", "detailed", "body")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chapter = self.instance.chapter if self.instance.chapter_id else self.given_chapter()
        field = self.fields["concepts"]
        assert isinstance(field, TermsField)
        field.offer(chapter.course if chapter else None, self.instance.concepts or [])

    def given_chapter(self) -> Chapter | None:
        given = str(self.data.get("chapter") or self.initial.get("chapter") or "")
        own = Chapter.objects.filter(course__in=self.courses)
        return own.filter(pk=given).first() if given.isascii() and given.isdigit() else None

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if not is_key(key):
            raise forms.ValidationError(f"“{key}” is no key: {WHAT_A_KEY_IS}.")
        return key

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        chapter, key = self.cleaned_data.get("chapter"), self.cleaned_data.get("key", self.instance.key)
        others = Section.objects.exclude(pk=self.instance.pk)
        if chapter and key and others.filter(course=chapter.course, key=key).exists():
            self.add_error(None, f"There is already a section with the key “{key}” in this course: choose another.")
        if chapter and self.instance.pk and chapter.course_id != self.instance.course_id:
            self.add_error("chapter", "A section stays in its course: choose one of its chapters.")
        return cleaned


@admin.register(Section)
class SectionAdmin(OwnAdmin):
    form = SectionForm
    list_display = ("title", "chapter", "state")
    list_filter = (("course", admin.RelatedOnlyFieldListFilter),)
    change_form_outer_before_template = "authoring/_section_ways.html"
    change_form_outer_after_template = "authoring/_section_parts.html"

    @admin.display(description="State")
    def state(self, section: Section) -> str:
        return state_of(section).word

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(taken_out_at=None).select_related("course", "chapter")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_published = obj is not None and obj.publications.exists()
        return not is_published and (obj is None or may_publish(request.user, obj.course))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        obj.course = obj.chapter.course
        if not change:
            obj.position = obj.chapter.sections.count()
        super().save_model(request, obj, form, change)

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        section = self.get_object(request, object_id)
        context = section_context(request, section) if section else {}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **context})

    def get_urls(self) -> list[URLPattern]:
        wrap, ways = self.admin_site.admin_view, "content_section"
        return [
            path("render/<int:course>/", wrap(render_text), name=f"{ways}_render"),
            path("<int:pk>/preview/", wrap(preview), name=f"{ways}_preview"),
            path("<int:pk>/publish/", wrap(publish), name=f"{ways}_publish"),
            path("<int:pk>/publications/", wrap(history), name=f"{ways}_publications"),
            path("<int:pk>/difference/", wrap(difference), name=f"{ways}_difference"),
            path("<int:pk>/bring-back/<int:number>/", wrap(bring_back_page), name=f"{ways}_bring_back"),
            path("<int:pk>/withdraw/", wrap(withdraw_page), name=f"{ways}_withdraw"),
            *super().get_urls(),
        ]


def dead_links(section: Section) -> list[Mistake]:
    """What the link checker met the last time: a warning, for a link may be away for a day."""
    path = Path("references.md")
    return [
        origin_of(each, path).mistake(f"The link of “{each.title}”: {each.trouble}", at="link", is_warning=True)
        for each in section.references.exclude(trouble="")
    ]


def section_context(request: HttpRequest, section: Section) -> dict[str, Any]:
    course: Course = section.course
    facts = told_course(course)
    told = next((each for each in facts.sections() if each.key == section.key), None)
    return {
        "section": section,
        "state": state_of(section),
        "findings": findings([*mistakes_of(told, facts), *dead_links(section)]) if told else [],
        "parts": parts_of(section),
        "may_publish": may_publish(request.user, course),
    }
