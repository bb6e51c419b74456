"""Where allauth asks us: what it says to people, which stages a sign-in has, how passkeys are called."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import Person

LONGEST_ADDRESS = 254
SECOND_FACTOR = "allauth.mfa.stages.AuthenticateStage"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth publishes no types
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed.",
        "duplicate_email": "This is your address already.",
        "email_password_mismatch": "This e-mail address and this password do not belong together. "
        "Leave the password empty to get a code by e-mail instead.",
        "email_taken": "There is already an account with this e-mail address. Sign in with it instead.",
        "enter_current_password": "This is not your current password.",
        "incorrect_code": "That did not match. Look again, or ask for a new one.",
        "incorrect_password": "This is not your password.",
        "invalid_login": "This does not look like an e-mail address.",
        "invalid_password_reset": "This link has run out or was used already. Ask for a new one.",
        "too_many_login_attempts": "Too many tries in a short time. Wait five minutes, then try again.",
        "rate_limited": "A mail is on its way already. Wait a moment before you ask for another.",
    }

    def get_login_stages(self) -> list[str]:
        """A passkey is one way in beside the others, never a second lock: who loses one still gets in by e-mail."""
        return [stage for stage in super().get_login_stages() if stage != SECOND_FACTOR]

    def clean_email(self, email: str) -> str:
        if len(email) > LONGEST_ADDRESS:
            raise ValidationError("This address is too long for us.")
        return str(super().clean_email(email))

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """False, with a message, when somebody else signed up with the address while its confirmation was under way."""
        try:
            with transaction.atomic():
                return bool(super().confirm_email(request, email_address))
        except IntegrityError:
            self.add_message(request, messages.ERROR, "account/messages/email_confirmation_failed.txt")
            return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        return reverse("accounts:overview")


class PasskeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This passkey was not recognised. Try again, or sign in by e-mail.",
    }

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002 (allauth's word)
        return f"Passkey {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": "Interleave"}
