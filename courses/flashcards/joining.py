"""Items join the queue, leave it for as long as what they ask is away, and come back with their memory."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import Person
from courses.flashcards.models import Item, Pace

MOST_AT_ONCE = 500
"""Rows of one statement: SQLite has room for some thousands of values."""


def join(person: Person, kind: str, keys: Collection[str], *, now: datetime) -> None:
    """They are new in the queue; those that have been in it are left as they are. Safe to do twice."""
    known = set(Item.objects.filter(person=person, kind=kind).values_list("key", flat=True)) if keys else set()
    items = [Item(person=person, kind=kind, key=key, joined_at=now, due_at=now) for key in keys if key not in known]
    Item.objects.bulk_create(items, batch_size=MOST_AT_ONCE, ignore_conflicts=True)


@transaction.atomic
def settle(person: Person, there: Mapping[str, Collection[str]], standing: str) -> None:
    """Holds the items of each kind against the keys that can be asked today. `standing` is the name of that day."""
    rows = Item.objects.filter(person=person, kind__in=there).values_list("pk", "kind", "key", "is_away")
    leave: list[int] = []
    come: list[int] = []
    for pk, kind, key, is_away in rows:
        if is_away == (key in there[kind]):
            (come if is_away else leave).append(pk)
    for changed, is_away in ((leave, True), (come, False)):
        for begin in range(0, len(changed), MOST_AT_ONCE):
            Item.objects.filter(pk__in=changed[begin : begin + MOST_AT_ONCE]).update(is_away=is_away)
    Pace.objects.filter(person=person).update(settled=standing)


def forget_course(person: Person, course: str) -> None:
    """Erases what was remembered of a course, with its reviews; one's own cards are nobody's course."""
    Item.objects.filter(person=person, key__startswith=f"{course}/").exclude(kind="own").delete()


def forget_item(person: Person, kind: str, key: str) -> None:
    Item.objects.filter(person=person, kind=kind, key=key).delete()
