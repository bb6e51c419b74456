"""Changing one's address: the new one waits beside the old until it is confirmed."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import AddEmailForm
from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from django.db import transaction
from django.http import HttpRequest

from accounts.models import Person


class NewAddressForm(AddEmailForm):  # type: ignore[misc] # allauth publishes no types
    """allauth drops an unconfirmed address for the new one, and with it the only address of the account; we keep it."""

    def clean_email(self) -> str:
        email: str = super().clean_email()
        if Person.objects.filter(email=email).exists():
            raise get_adapter().validation_error("email_taken")
        return email

    def save(self, request: HttpRequest) -> EmailAddress:
        with transaction.atomic():
            waiting = EmailAddress.objects.filter(user=self.user, verified=False).exclude(email=self.user.email)
            waiting.delete()
            address = EmailAddress.objects.create(user=self.user, email=self.cleaned_data["email"])
        send_verification_email_to_address(request, address)
        return address
