"""What signing up asks besides the e-mail address and a password: a name. allauth builds its form on this one."""

from django import forms
from django.http import HttpRequest

from accounts.models import Person

LONGEST_NAME = 60


def name_from(email: str) -> str:
    """What to call somebody who gave no name: what stands before the @ in their address."""
    return email.partition("@")[0][:LONGEST_NAME]


class NameForm(forms.Form):
    name = forms.CharField(
        label="What should we call you?",
        required=False,
        max_length=LONGEST_NAME,
        help_text="Shown to you and your instructor. A nickname is fine.",
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )

    field_order = ("name", "email", "password1")

    def signup(self, request: HttpRequest, person: Person) -> None:  # noqa: ARG002 (allauth calls it so)
        """Called by allauth with the new person: gives them their name."""
        person.name = self.cleaned_data["name"] or name_from(person.email)
        person.save(update_fields=["name"])
