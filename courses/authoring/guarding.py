"""Two people at one text: the form knows the text that it was opened with, and saves over no other unasked."""

import hashlib
import json
from typing import Any, ClassVar, cast

from django import forms
from django.db import models
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from courses.content.correspondence import PART_KINDS
from courses.content.models import Course, Demo, Part, Section

NOT_SAID = {
    "position",
    "edits",
    "edited_at",
    "edited_by",
    "seen_at",
    "checked_at",
    "trouble",
    "withdrawn_at",
    "taken_out_at",
    "returned_at",
}

#: The rows that stand on the form of another: they are saved with it, so they are seen with it.
PIECES: dict[type[models.Model], tuple[str, ...]] = {
    Course: ("authors",),
    Demo: ("variants", "parameters", "files"),
    **{kind.row: (kind.pieces.attribute,) for kind in PART_KINDS if kind.pieces},
}


def digest_of(row: models.Model) -> str:
    """Of all that the row's form says, pieces included; who saved it, and when, is not said by it."""
    pieces = {name: [said_by(each) for each in in_order(getattr(row, name))] for name in PIECES.get(type(row), ())}
    return hashlib.sha256(json.dumps([said_by(row), pieces], sort_keys=True).encode()).hexdigest()[:32]


def said_by(row: models.Model) -> dict[str, Any]:
    """The row's fields as text. Its number is no part of it: an import may write a piece anew as it was."""
    fields = row._meta  # noqa: SLF001  (Django documents it)
    named = {
        field.name: str(field.value_from_object(row))
        for field in fields.concrete_fields
        if field.name not in NOT_SAID and not field.primary_key
    }
    many = {field.name: sorted(each.pk for each in field.value_from_object(row)) for field in fields.many_to_many}
    return {**named, **many}


def in_order(rows: Any) -> Any:
    """As they stand on the form; those that have no order, in the order in which they were made."""
    return rows.order_by(*rows.model._meta.ordering, "pk")  # noqa: SLF001


def section_of(row: models.Model) -> Section | None:
    """The section to which a row belongs, if it belongs to one."""
    if isinstance(row, Section):
        return row
    return row.section if isinstance(row, Part) else None  # type: ignore[attr-defined]


class GuardedForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form that refuses, once, to save over what somebody else saved meanwhile; what was typed stays in it."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    save_over = forms.CharField(required=False, label="Save mine over it", widget=forms.HiddenInput)
    #: Of whom the form is, set by its admin.
    courses: ClassVar[models.QuerySet[Course]] = Course.objects.none()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["seen"].initial = digest_of(self.instance)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        there = type(self.instance).objects.filter(pk=self.instance.pk).first() if self.instance.pk else None
        if there:
            self.check_seen(there, digest_of(there))
        return cleaned

    def check_seen(self, there: models.Model, now: str) -> None:
        """The tick says which text it was set against: a third one, saved after the warning, is warned of again."""
        if now in {self.cleaned_data.get("seen"), self.cleaned_data.get("save_over")}:
            return
        sent = cast("QueryDict", self.data).copy()
        sent["save_over"] = ""
        self.data = sent
        self.fields["save_over"].widget = forms.CheckboxInput(attrs={"value": now})
        self.add_error(None, self.warning(there))

    def warning(self, there: models.Model) -> SafeString:
        section = section_of(there)
        who = f"{section.edited_by} at {section.edited_at:%H:%M}" if section and section.edited_by else "somebody else"
        address = reverse(f"admin:{there._meta.app_label}_{there._meta.model_name}_change", args=[there.pk])  # noqa: SLF001
        return format_html(
            "This was saved by {} since you opened it. Your text is still here, and nothing of theirs is lost: "
            '<a href="{}" target="_blank">see theirs in another tab</a>, then tick “Save mine over it”, or take over '
            "what you need.",
            who,
            address,
        )
