"""What the classroom holds of a person: their drafts of programs, and how often they tried a class's code lately."""

from collections.abc import Iterable
from contextlib import suppress

import redis
from django.core.cache import cache
from django.db import transaction

from accounts.holdings import Holding, Row, rows_of
from accounts.models import Person
from courses.classroom.models import Draft
from courses.classroom.reading.course import tries_key


def drafts(person: Person) -> Iterable[Row]:
    columns = ("demo_key", "variant_key", "source", "updated_at")
    return rows_of(Draft.objects.filter(person=person).order_by("pk"), *columns)


def forget_tries(person: Person) -> None:
    key = tries_key(person)

    def forget() -> None:
        with suppress(redis.RedisError):  # without Redis they are forgotten by themselves, in minutes
            cache.delete(key)

    transaction.on_commit(forget)


HOLDINGS = [
    Holding(
        name="drafts",
        words="Your drafts: what you made of the programs of demos.",
        links=["classroom.Draft.person"],
        rows=drafts,
        is_table=False,
        erase=forget_tries,
    ),
]
