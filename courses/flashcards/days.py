"""The learner's day: it begins at four in the morning where they are, whatever their clocks do at night."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

DAY_BEGINS = time(4)
"""Late enough for those who stay up, early enough for those who rise."""


def day_of(moment: datetime, zone: tzinfo) -> date:
    """The learner's day to which a moment belongs."""
    local = moment.astimezone(zone)
    return local.date() if local.time() >= DAY_BEGINS else local.date() - timedelta(days=1)


def beginning_of(day: date, zone: tzinfo) -> datetime:
    """When a learner's day begins, in UTC. Between two beginnings lie 23, 24 or 25 hours."""
    return datetime.combine(day, DAY_BEGINS, tzinfo=zone).astimezone(UTC)


def days_between(earlier: datetime, later: datetime, zone: tzinfo) -> int:
    """How many of the learner's days lie between two moments: 0 within one day, also where it has 25 hours."""
    return max(0, (day_of(later, zone) - day_of(earlier, zone)).days)
