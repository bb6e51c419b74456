"""What all sections of a course share: the glossary's terms, and pictures with a text for those who cannot see them."""

from pathlib import PurePosixPath
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import get_valid_filename

from courses.authoring.admin.parts import PartForm
from courses.authoring.fields import WordsField
from courses.authoring.own import OwnAdmin
from courses.content.models import Picture, Term
from courses.publishing.checking.pictures import FORMATS, LARGEST_BYTES, why_no_picture


class TermForm(PartForm):
    also = WordsField(required=False, label="Other spellings", help_text="with commas between")


class SharedAdmin(OwnAdmin):
    list_filter = (("course", admin.RelatedOnlyFieldListFilter),)
    exclude: Any = ("position",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = super().get_readonly_fields(request, obj)
        return [*fixed, "course"] if obj is not None else fixed

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        if not change:
            obj.position = type(obj).objects.filter(course=obj.course).count()
        super().save_model(request, obj, form, change)


@admin.register(Term)
class TermAdmin(SharedAdmin):
    form = TermForm
    list_display = ("title", "short", "course")
    search_fields = ("title", "short")


class PictureForm(PartForm):
    upload = forms.FileField(
        required=False,
        label="Picture",
        help_text=f"PNG, JPEG, WebP or SVG, at most {LARGEST_BYTES // 1_048_576} MiB; empty keeps the one there is",
        widget=forms.FileInput(attrs={"accept": ",".join(FORMATS)}),
    )

    def clean_upload(self) -> Any:
        upload = self.cleaned_data["upload"]
        if upload is None:
            if not self.instance.pk:
                raise forms.ValidationError("Choose a picture.")
            return None
        content = upload.read(LARGEST_BYTES + 1)
        if reason := why_no_picture(PurePosixPath(upload.name).suffix.lower(), content):
            raise forms.ValidationError(f"{upload.name}: {reason}")
        self.instance.content = content
        self.instance.file = get_valid_filename(upload.name)[-80:].lower().lstrip(".-_")
        return upload

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        course = self.cleaned_data.get("course") or getattr(self.instance, "course", None)
        others = Picture.objects.filter(course=course, file=self.instance.file).exclude(pk=self.instance.pk)
        if self.instance.file and others.exists():
            self.add_error("upload", f"There is already a picture with the file “{self.instance.file}”: rename one.")
        return cleaned


@admin.register(Picture)
class PictureAdmin(SharedAdmin):
    form = PictureForm
    exclude = ("position", "file")
    list_display = ("title", "file", "course")
