"""The one review queue: what is asked next, and how much is left today."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, FloatField, Func, Min, QuerySet, Value

from accounts.models import Person
from courses.flashcards.days import beginning_of, day_of
from courses.flashcards.models import Item, Pace, Phase, Review
from courses.flashcards.pacing import breaks_of, current_break
from courses.flashcards.schedule import AHEAD

IN_STEPS = (Phase.LEARNING, Phase.RELEARNING)


class InDays(Func):
    """A moment as a number of days, whose zero is the database's own."""

    output_field = FloatField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="julianday(%(expressions)s)", **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="(EXTRACT(EPOCH FROM %(expressions)s) / 86400.0)", **more)


@dataclass(frozen=True, kw_only=True)
class Today:
    """A learner's day so far.

    `begun` counts the items that were asked today, each once, `waiting` those that are due and could begin;
    `paused_until` is the last day of a break, or None.
    """

    begins_at: datetime
    ends_at: datetime
    begun: int
    in_steps: int
    waiting: int
    cap: int
    paused_until: date | None

    @property
    def room(self) -> int:
        """How many more may begin today."""
        return max(0, self.cap - self.begun)

    @property
    def left(self) -> int:
        """How many will be asked today, as it stands; those in their steps have begun and do not count again."""
        return 0 if self.paused_until else self.in_steps + min(self.room, self.waiting)

    @property
    def kept_for_later(self) -> int:
        """Those that are due, and that the cap leaves for other days."""
        return max(0, self.waiting - self.room)


def today_of(person: Person, pace: Pace, now: datetime) -> Today:
    """Four queries, which count in the index alone."""
    day = day_of(now, person.zone)
    begins_at, ends_at = (beginning_of(each, person.zone) for each in (day, day + timedelta(days=1)))
    paused = current_break(breaks_of(person, now), day)
    asked = Item.objects.asked(person, now)
    answered = Review.objects.standing().filter(person=person, answered_at__gte=begins_at)
    return Today(
        begins_at=begins_at,
        ends_at=ends_at,
        begun=answered.aggregate(items=Count("item", distinct=True))["items"],
        in_steps=asked.filter(phase__in=IN_STEPS, due_at__lte=now + AHEAD).count(),
        waiting=asked.filter(phase__in=(Phase.NEW, Phase.REVIEW), due_at__lte=now).count(),
        cap=pace.daily_cap,
        paused_until=paused.last_day if paused else None,
    )


def queue(person: Person, today: Today, now: datetime, *, most: int) -> list[Item]:
    """What is asked now, in order: steps whose time has come, then what is most at risk, then what is new.

    Where nothing else is left today, steps that are nearly there. The cap keeps back what has not begun today.
    """
    if today.paused_until:
        return []
    asked = Item.objects.asked(person, now)
    steps = asked.filter(phase__in=IN_STEPS, due_at__lte=now + AHEAD).order_by("due_at", "pk")
    in_steps = list(steps) if today.in_steps else []
    over = [item for item in in_steps if item.due_at <= now]
    begin = beginning(asked.filter(due_at__lte=now), now, most=min(most - len(over), today.room, today.waiting))
    return [*over, *begin, *(item for item in in_steps if item.due_at > now)][:most]


def beginning(due: QuerySet[Item], now: datetime, *, most: int) -> list[Item]:
    """Those at risk, then new ones in the order in which they joined."""
    if most <= 0:
        return []
    found = by_risk(due.filter(phase=Phase.REVIEW), now, most=most)
    if len(found) < most:
        found += due.filter(phase=Phase.NEW).order_by("due_at", "pk")[: most - len(found)]
    return found


def by_risk(items: QuerySet[Item], now: datetime, *, most: int) -> list[Item]:
    """The least likely to be remembered first.

    Retrievability falls with the share of its stability for which an item has waited, by the same curve for all of a
    person's items: comparing the shares is comparing the retrievabilities. Which they are is found in the index alone.
    """
    waited = InDays(Value(now)) - InDays(F("reviewed_at"))
    keys = list(items.order_by((waited / F("stability")).desc(), "pk").values_list("pk", flat=True)[:most])
    found = Item.objects.in_bulk(keys)
    return [found[key] for key in keys if key in found]


def next_due_at(person: Person, now: datetime) -> datetime | None:
    """When the next item comes that is not due yet."""
    later = Item.objects.asked(person, now).filter(due_at__gt=now)
    moment: datetime | None = later.aggregate(first=Min("due_at"))["first"]
    return moment
