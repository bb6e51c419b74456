"""Makes somebody an operator from the command line of the host, where nobody is needed who allows it."""

from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from accounts.models import Person
from accounts.people import normal_email
from accounts.roles import Role


@transaction.atomic
def make_operator(email: str, *, name: str) -> str:
    """Makes the person with `email`, or gives who is there the role; returns the sentence that says which.

    Raises ValidationError when `email` is no address. Who already is an operator is left as they are.
    """
    email = normal_email(email)
    validate_email(email)
    person = Person.objects.select_for_update().filter(email=email).first()
    if person is None:
        make_new(email, name=name or email.partition("@")[0])
        return f"{email} is now an operator."
    if person.is_operator:
        return f"{email} already is an operator; nothing was changed."
    before, person.role = Role(person.role).label.lower(), Role.OPERATOR
    person.save(update_fields=["role"])
    return f"{email}, until now a person with the role {before}, is now an operator."


def make_new(email: str, *, name: str) -> None:
    """A person without a password, whose address the operator of the host vouches for."""
    person = Person.objects.create_user(email, name=name, role=Role.OPERATOR)
    EmailAddress.objects.create(user=person, email=email, primary=True, verified=True)


def password_link(email: str) -> str:
    """An address at which the person chooses a password: once, and within PASSWORD_RESET_TIMEOUT."""
    person = Person.objects.get_by_natural_key(email)
    key = PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key})
    return f"{settings.SITE_ADDRESS}{path}"
