"""The sessions in which somebody is signed in, or which hold their address; ending one ends it on the server.

A session keeps its person inside an encoded text that no query can look into: so all that have not run out are read,
one by one. What that costs is in docs/decisions; it is done when somebody signs out elsewhere or erases their account.
"""

import re
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import Device, Person

READ_AT_ONCE = 500


def sessions_of(person: Person, now: datetime | None = None) -> Iterator[str]:
    """The keys of those in which they are signed in."""
    for key, said in living(now or timezone.now()):
        if said.get(SESSION_KEY) == str(person.pk):
            yield key


def traces_of(person: Person) -> Iterator[str]:
    """The keys of all that hold them: also of one that only began to sign in with their address, or has run out."""
    names_them = re.compile(rf"(?<![\w.+-]){re.escape(person.email)}(?![\w-])", re.IGNORECASE)
    for session in Session.objects.iterator(READ_AT_ONCE):
        said = session.get_decoded()
        if said.get(SESSION_KEY) == str(person.pk) or mentions(said, names_them):
            yield session.session_key


def living(now: datetime) -> Iterator[tuple[str, dict[str, Any]]]:
    for session in Session.objects.filter(expire_date__gt=now).iterator(READ_AT_ONCE):
        yield session.session_key, session.get_decoded()


def mentions(said: object, words: re.Pattern[str]) -> bool:
    if isinstance(said, dict):
        return any(mentions(each, words) for each in [*said, *said.values()])
    if isinstance(said, list | tuple):
        return any(mentions(each, words) for each in said)
    return isinstance(said, str) and words.search(said) is not None


def end_sessions(keys: Collection[str]) -> None:
    """Their next request finds nothing and is a visitor's. Safe to do twice."""
    Session.objects.filter(session_key__in=keys).delete()
    Device.objects.filter(session_key__in=keys).delete()


def forget_old_sessions(now: datetime) -> None:
    """Those that have run out, and the devices whose session is gone. Nobody is signed out by it."""
    Session.objects.filter(expire_date__lte=now).delete()
    Device.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
