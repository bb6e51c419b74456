"""What browsers answer about passkeys, read as hostile input: what is malformed is refused, never a mistake of ours."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import AddWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm
from cryptography.exceptions import InvalidSignature

#: What fido2 lets through when an answer lacks a part, has one of another kind, or bears a wrong signature.
MALFORMED = (LookupError, TypeError, ValueError, AttributeError, InvalidSignature)


class SignInByPasskey(LoginWebAuthnForm):  # type: ignore[misc] # allauth publishes no types
    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()
        except MALFORMED as error:
            raise get_adapter().validation_error("incorrect_code") from error


class ProveByPasskey(ReauthenticateWebAuthnForm):  # type: ignore[misc]
    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()
        except MALFORMED as error:
            raise get_adapter().validation_error("incorrect_code") from error


class AddPasskey(AddWebAuthnForm):  # type: ignore[misc]
    def clean(self) -> Any:
        try:
            return super().clean()
        except MALFORMED as error:
            raise get_adapter().validation_error("incorrect_code") from error
