"""Fields for what authors write: a browser sends lines with carriage returns, and a form would cut off a last line."""

from typing import Any

from django import forms
from django.db import models

PROGRAMS = {"source", "starter", "solution"}


class WrittenField(forms.CharField):
    """A text, its lines ended as ours are."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(initial, self.to_python(data)))


class VerbatimField(WrittenField):
    """A file, to the last blank; what is nothing but blanks is empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "strip": False})

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text if not isinstance(text, str) or text.strip() else self.empty_value


class ProgramField(VerbatimField):
    """A program: its last line ends, as the lines of files do."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return f"{text}\n" if isinstance(text, str) and text and not text.endswith("\n") else text


def field_class(field: Any) -> type[forms.CharField]:
    """The form field for a model's text."""
    if field.name in PROGRAMS:
        return ProgramField
    return VerbatimField if field.model._meta.model_name == "demofile" else WrittenField  # noqa: SLF001


class WritingAdmin:
    """For admins and their inlines: texts are kept as they were written."""

    def formfield_for_dbfield(self, db_field: Any, request: Any, **options: Any) -> Any:
        if type(db_field) is models.TextField:
            options["form_class"] = field_class(db_field)
        return super().formfield_for_dbfield(db_field, request, **options)  # type: ignore[misc]
