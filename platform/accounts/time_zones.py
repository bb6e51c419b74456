"""Time zones by their IANA names: which there are, and the one of a person."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError

UNKNOWN = "UTC"
"""Where somebody's days are counted while nobody knows where they are."""


@cache
def known_time_zones() -> tuple[str, ...]:
    """Places and UTC; without the old abbreviations and what only computers call a zone."""
    names = (name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    return ("UTC", *sorted(names))


def check_time_zone(name: str) -> None:
    if name not in known_time_zones():
        raise ValidationError(f"There is no time zone “{name}”.")


def zone_named(name: str) -> ZoneInfo:
    """The zone; UTC for "" and for a name that a later list of zones no longer has."""
    return ZoneInfo(name if name in known_time_zones() else UNKNOWN)
