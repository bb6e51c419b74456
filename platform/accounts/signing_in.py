"""Signing in by one form: with a password, or, when that is left empty, by a code that is sent by e-mail."""

from typing import Any

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):  # type: ignore[misc] # allauth publishes no types
    """allauth sends a code whenever its form holds no password; so the field only has to be allowed to stay empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].required = False
        self.fields["password"].help_text = ""
