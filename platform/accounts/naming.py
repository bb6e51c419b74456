"""Choosing another name for oneself."""

from django import forms

from accounts.signing_up import LONGEST_NAME


class RenamingForm(forms.Form):
    name = forms.CharField(
        max_length=LONGEST_NAME,
        help_text="Shown to you and your instructor. A nickname is fine.",
        error_messages={"required": "Give a name, or a nickname."},
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
