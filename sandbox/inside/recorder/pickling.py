"""What multiprocessing pickles: the time that takes, and how much it was."""

from __future__ import annotations

from functools import update_wrapper

from sandbox.inside.recorder import life
from sandbox.inside.recorder.lines import line_of
from sandbox.inside.recorder.replacing import Call, frame_at, hide, replace
from sandbox.inside.recorder.writing import current, now
from sandbox.record_form import About, Kind, What

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing would cost every start of Python ten milliseconds
    from typing import Any

WORK, PICKLE = int(Kind.WORK), int(What.PICKLE)
WORTH_A_SPAN = 50_000
TELLING_EVERY = 5_000_000
"""Nanoseconds: often, since the worker of a pool is ended without a last word; but not with every message."""


class Totals:
    """What has been pickled since it was last told."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self.bytes = self.messages = self.told_at = 0

    def add(self, size: int, at: int) -> None:
        self.bytes += size
        self.messages += 1
        if at - self.told_at >= TELLING_EVERY:
            self.tell()
            self.told_at = at

    def tell(self) -> None:
        if self.messages:
            size, messages = self.bytes, self.messages
            self.bytes = self.messages = 0
            current().tell(About.PICKLED, subject=messages, number=size)


TOTALS = Totals()


def patch_reduction(module: Any) -> None:
    pickler = module.ForkingPickler
    dumps, loads = pickler.__dict__["dumps"].__func__, pickler.loads
    pickler.dumps = classmethod(update_wrapper(recorded(dumps, counts=True), dumps))
    found: Any = update_wrapper(recorded(loads, counts=False), loads)
    found.__module__, found.__qualname__ = pickler.__module__, f"{pickler.__qualname__}.loads"
    pickler.loads = staticmethod(found)
    replace(module, name="dump", make=lambda original: recorded(original, counts=False))
    life.TOLD_AT_END.append(TOTALS.tell)
    life.RENEWED_AT_FORK.append(TOTALS.forget)


def recorded(original: Call, *, counts: bool) -> Call:
    def pickle(*arguments: Any, **named: Any) -> Any:
        start = now()
        try:
            result = original(*arguments, **named)
        except BaseException as error:
            hide(error)
            raise
        end = now()
        if counts:
            TOTALS.add(len(result), end)
        if end - start >= WORTH_A_SPAN:
            current().past(WORK, PICKLE, line_of(frame_at(1)), 0, start)
        return result

    return pickle
