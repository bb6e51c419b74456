"""The devices on which a person is signed in: which there are, and signing out there from here."""

from datetime import datetime

from django.contrib.sessions.models import Session

from accounts.browsers import browser_in_words
from accounts.models import Device, Person
from accounts.sessions import end_sessions, sessions_of


def note_device(person: Person, *, session_key: str, user_agent: str, now: datetime) -> None:
    """That this session is theirs and was in use now. Safe to do twice."""
    seen = Device(
        person=person,
        session_key=session_key,
        name=browser_in_words(user_agent),
        signed_in_at=now,
        seen_at=now,
    )
    Device.objects.bulk_create(
        [seen],
        update_conflicts=True,
        unique_fields=["session_key"],
        update_fields=["person", "name", "seen_at"],
    )


def devices_of(person: Person, now: datetime) -> list[Device]:
    """The one that was in use last comes first. Those whose session is over are forgotten."""
    there = Session.objects.filter(expire_date__gt=now).values("session_key")
    Device.objects.filter(person=person).exclude(session_key__in=there).delete()
    return list(person.devices.all())


def sign_out_device(person: Person, number: int) -> bool:
    """False where they have no such device: it was signed out before, or is somebody else's."""
    device = person.devices.filter(pk=number).first()
    if device is None:
        return False
    end_sessions([device.session_key])
    return True


def sign_out_others(person: Person, *, here: str) -> int:
    """Everywhere but in the session `here`, whether or not a device is known of it. How many those were."""
    others = [key for key in sessions_of(person) if key != here]
    end_sessions(others)
    return len(others)
