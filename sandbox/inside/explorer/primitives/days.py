"""datetime and date, whose now and today come from virtual time."""

import datetime as dt
from typing import Any

from sandbox.inside.explorer.primitives.clocks import wall_clock


class Date(dt.date):
    @classmethod
    def today(cls) -> Any:
        return cls.fromtimestamp(wall_clock())


class DateTime(dt.datetime):
    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> Any:
        return cls.fromtimestamp(wall_clock(), tz)

    @classmethod
    def today(cls) -> Any:
        return cls.now()

    @classmethod
    def utcnow(cls) -> Any:
        return cls.now(dt.UTC).replace(tzinfo=None)


Date.__name__ = Date.__qualname__ = "datetime.date"
DateTime.__name__ = DateTime.__qualname__ = "datetime.datetime"
