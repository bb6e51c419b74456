"""The learner's day begins at four where they are, in every zone, on every day of the year."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.time_zones import known_time_zones
from courses.flashcards.days import beginning_of, day_of, days_between

BERLIN = ZoneInfo("Europe/Berlin")
moments = st.integers(0, 15 * 365 * 86_400).map(
    lambda seconds: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(0, seconds)
)
zones = st.sampled_from(known_time_zones()).map(ZoneInfo)


@given(moments, zones)
def test_a_moment_lies_between_the_beginning_of_its_day_and_that_of_the_next(moment: datetime, zone: ZoneInfo):
    day = day_of(moment, zone)

    assert beginning_of(day, zone) <= moment < beginning_of(day + timedelta(days=1), zone)


@given(moments, zones, st.integers(0, 400))
def test_days_are_counted_by_the_calendar(moment: datetime, zone: ZoneInfo, days: int):
    day = day_of(moment, zone)
    later = beginning_of(day + timedelta(days=days), zone)

    assert days_between(moment, max(moment, later), zone) == days


def test_three_in_the_night_belongs_to_the_day_before():
    assert day_of(datetime(2026, 11, 28, 2, 59, tzinfo=UTC), BERLIN) == date(2026, 11, 27)
    assert day_of(datetime(2026, 11, 28, 3, 0, tzinfo=UTC), BERLIN) == date(2026, 11, 28)


@pytest.mark.parametrize(("day", "hours"), [("2026-03-28", 23), ("2026-10-24", 25), ("2026-11-27", 24)])
def test_the_night_when_clocks_change_belongs_to_a_day_of_23_or_25_hours(day: str, hours: int):
    begins = beginning_of(date.fromisoformat(day), BERLIN)
    ends = beginning_of(date.fromisoformat(day) + timedelta(days=1), BERLIN)

    assert ends - begins == timedelta(hours=hours)
    assert day_of(ends - timedelta(seconds=1), BERLIN) == date.fromisoformat(day)
    assert days_between(begins, ends - timedelta(seconds=1), BERLIN) == 0
