"""How a person wants to review: retention, cap and breaks."""

from collections.abc import Sequence
from datetime import date, datetime

from accounts.models import Person
from courses.flashcards.days import day_of
from courses.flashcards.models import Pace, PlannedBreak
from courses.flashcards.schedule import Pace as SchedulePace


def pace_of(person: Person) -> Pace:
    """As they set it; made with the defaults the first time."""
    pace, _ = Pace.objects.get_or_create(person=person)
    return pace


def schedule_pace(person: Person, pace: Pace) -> SchedulePace:
    return SchedulePace(zone=person.zone, retention=pace.retention, parameters=tuple(pace.parameters))


def current_break(breaks: Sequence[PlannedBreak], today: date) -> PlannedBreak | None:
    """The break that today belongs to; of several the one that lasts longest."""
    now = [each for each in breaks if each.first_day <= today <= each.last_day]
    return max(now, key=lambda each: each.last_day, default=None)


def breaks_of(person: Person, now: datetime) -> list[PlannedBreak]:
    """Those that are not over."""
    today = day_of(now, person.zone)
    return list(PlannedBreak.objects.filter(person=person, last_day__gte=today))


def plan_break(person: Person, first_day: date, last_day: date) -> PlannedBreak:
    return PlannedBreak.objects.create(person=person, first_day=first_day, last_day=last_day)


def cancel_break(person: Person, number: int) -> None:
    """Safe to do twice."""
    PlannedBreak.objects.filter(person=person, pk=number).delete()
