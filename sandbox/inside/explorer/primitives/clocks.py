"""Virtual time: a thread's clock moves on when it is read, and when its thread slept. A sleep promises no order."""

import math
import operator
import time
from typing import Any

from sandbox.inside.explorer.world import stage

READING_SECONDS = 0.0001
"""Each reading of a clock moves it on by this, so that a loop that waits for a time ends."""
EPOCH = 1_700_000_000.0
"""What time.time() begins at: a fixed day, the same in every execution."""


def sleep(seconds: Any, /) -> None:
    """May be over at any point where its thread could move: `sleep(1)` orders nothing."""
    if not isinstance(seconds, float):
        seconds = operator.index(seconds)
    if math.isnan(seconds):
        raise ValueError("Invalid value NaN (not a number)")
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    stage.step("sleep", seconds, timeout=seconds)


def monotonic() -> float:
    me = stage.world.current
    me.clock += READING_SECONDS
    return me.clock


def monotonic_ns() -> int:
    return round(monotonic() * 1e9)


def wall_clock() -> float:
    return EPOCH + monotonic()


def wall_clock_ns() -> int:
    return round(wall_clock() * 1e9)


def localtime(seconds: float | None = None, /) -> time.struct_time:
    return time.localtime(wall_clock() if seconds is None else seconds)


def gmtime(seconds: float | None = None, /) -> time.struct_time:
    return time.gmtime(wall_clock() if seconds is None else seconds)


def ctime(seconds: float | None = None, /) -> str:
    return time.ctime(wall_clock() if seconds is None else seconds)


def asctime(day: time.struct_time | None = None, /) -> str:
    return time.asctime(localtime() if day is None else day)


def strftime(form: str, day: time.struct_time | None = None, /) -> str:
    return time.strftime(form, localtime() if day is None else day)
