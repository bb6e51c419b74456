"""Form fields for what rows keep as lists: words between commas, and choices of the glossary."""

from collections.abc import Sequence
from typing import Any

from django import forms
from unfold.widgets import UnfoldAdminTextInputWidget

from courses.content.models import Course


class WordsField(forms.CharField):
    """A list of words, written with commas."""

    widget = UnfoldAdminTextInputWidget

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        if isinstance(value, list):
            return value
        return [word.strip() for word in str(value or "").split(",") if word.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class TermsField(forms.MultipleChoiceField):
    """Terms of the course's glossary, in the order of the glossary; `offer` says of which course."""

    widget = forms.CheckboxSelectMultiple

    def offer(self, course: Course | None, chosen: Sequence[str]) -> None:
        """A key that is chosen and no term stays on offer, so that saving does not drop it unseen."""
        terms = list(course.terms.values_list("key", "title")) if course else []
        known = {key for key, _ in terms}
        self.choices = [*terms, *((key, f"{key} (no term)") for key in chosen if key not in known)]
