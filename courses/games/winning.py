"""Keeps what somebody has won: a person in the database, a visitor in this browser's session until they sign in."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from accounts.models import Person
from courses.games.campaign import LEVELS
from courses.games.models import Win

IN_SESSION = "games.wins"


def win(person: Person | None, session: SessionBase, level: str, switches: int, *, now: datetime) -> None:
    """Keeps it where it is the first, or better than before."""
    if person is not None:
        _keep(person, {level: switches}, now=now)
        return
    known = session.get(IN_SESSION, {})
    session[IN_SESSION] = known | {level: min(switches, known.get(level, switches))}


def wins_of(person: Person | None, session: SessionBase, *, now: datetime) -> Mapping[str, int]:
    """The fewest switches by level. What was won before signing in becomes the person's own."""
    if person is None:
        return dict(session.get(IN_SESSION, {}))
    if before := session.pop(IN_SESSION, None):
        _keep(person, before, now=now)
    return dict(Win.objects.filter(person=person).values_list("level", "switches"))


def _keep(person: Person, won: Mapping[str, int], *, now: datetime) -> None:
    with transaction.atomic():
        for level, switches in won.items():
            if level not in LEVELS:
                continue
            kept, is_new = Win.objects.select_for_update().get_or_create(
                person=person, level=level, defaults={"switches": switches, "won_at": now}
            )
            if not is_new and switches < kept.switches:
                kept.switches, kept.won_at = switches, now
                kept.save(update_fields=["switches", "won_at"])
