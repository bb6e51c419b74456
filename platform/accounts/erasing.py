"""Erasing an account: the person, all that hangs on them in any app, and their sessions; at once and for good."""

from collections.abc import Sequence

from django.db import transaction

from accounts.holdings import Hindrance, holdings
from accounts.models import Person
from accounts.sessions import end_sessions, traces_of


class EraseRefused(Exception):
    """Something has to be done first."""

    def __init__(self, hindrances: Sequence[Hindrance]) -> None:
        super().__init__(" ".join(each.sentence for each in hindrances))
        self.hindrances = hindrances


def erase(person: Person) -> None:
    """All of it, or nothing. Safe to do twice, also at the same time. Raises EraseRefused.

    Reading the sessions takes a while on a large site, and stopping runs a moment: both come before the transaction.
    """
    check(person)
    for holding in holdings():
        holding.before(person)
    sessions = list(traces_of(person))
    with transaction.atomic():
        locked = Person.objects.select_for_update().filter(pk=person.pk).first()
        if locked is None:
            return
        refuse(hindrances_of(locked))
        for holding in holdings():
            holding.erase(locked)
        end_sessions(sessions)
        locked.delete()


def check(person: Person) -> None:
    """Raises EraseRefused before anything is stopped."""
    refuse(hindrances_of(person))


@transaction.atomic
def hindrances_of(person: Person) -> list[Hindrance]:
    return [each for holding in holdings() for each in holding.hindrances(person)]


def refuse(hindrances: Sequence[Hindrance]) -> None:
    if hindrances:
        raise EraseRefused(hindrances)


def what_stays() -> list[str]:
    return [holding.stays for holding in holdings() if holding.stays]
