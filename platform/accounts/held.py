"""What accounts itself holds of a person: the account, its ways in, its devices, and what was done in the admin."""

import json
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q

from accounts.holdings import Holding, Row, rows_of
from accounts.models import Person


def account(person: Person) -> Iterable[Row]:
    columns = ("email", "name", "role", "joined_at", "last_login", "time_zone", "letter_shortcuts")
    return rows_of(Person.objects.filter(pk=person.pk), *columns)


def addresses(person: Person) -> Iterable[Row]:
    return rows_of(EmailAddress.objects.filter(user=person).order_by("pk"), "email", "verified")


def passkeys(person: Person) -> Iterable[Row]:
    """Without the keys themselves. Each bears its name in its data, where allauth keeps it."""
    for passkey in Authenticator.objects.filter(user=person).order_by("pk"):
        yield {"name": str(passkey), "added_at": passkey.created_at, "last_used_at": passkey.last_used_at}


def devices(person: Person) -> Iterable[Row]:
    return rows_of(person.devices.all(), "name", "signed_in_at", "seen_at")


def administered(person: Person) -> Iterable[Row]:
    found = LogEntry.objects.filter(user=person).order_by("pk")
    return rows_of(found, "action_time", thing=F("object_repr"), change=F("change_message"))


def forget_name(person: Person) -> None:
    """What others did with the person in the admin names them: those notes go too, and the like of a namesake."""
    kind = ContentType.objects.get_for_model(Person)
    about = Q(content_type=kind, object_id=str(person.pk))
    for name in {str(person), person.email}:
        begun = f'"object": {json.dumps(name)[:-1]}'
        for after in (", ", " in ", '"'):
            about |= Q(change_message__contains=begun + after)
        about |= Q(object_repr__startswith=f"{name}, ") | Q(object_repr__startswith=f"{name} in ")
    LogEntry.objects.filter(about).delete()


HOLDINGS = [
    Holding(
        name="account",
        words="Your account: address, name, role, when you joined, and what you have set.",
        rows=account,
    ),
    Holding(
        name="addresses",
        words="Your e-mail addresses, and whether they are confirmed.",
        links=["account.EmailAddress.user"],
        rows=addresses,
    ),
    Holding(
        name="passkeys",
        words="Your passkeys: their names, and when they were used last.",
        links=["mfa.Authenticator.user"],
        rows=passkeys,
    ),
    Holding(
        name="devices",
        words="The devices on which you are signed in.",
        links=["accounts.Device.person"],
        rows=devices,
    ),
    Holding(
        name="administration",
        words="What you changed in the administration, for those who teach or operate.",
        links=["admin.LogEntry.user"],
        rows=administered,
        erase=forget_name,
    ),
]
