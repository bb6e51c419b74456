"""Ids of a stream's messages: milliseconds and a number, each higher than the last, also when a clock goes back."""

import re
import time
from collections.abc import Callable

FORM = re.compile(r"([0-9]{1,20})(?:-([0-9]{1,20}))?")


def milliseconds() -> int:
    return time.time_ns() // 1_000_000


class Ids:
    """The ids of one writer."""

    def __init__(self, clock: Callable[[], int] = milliseconds) -> None:
        self.clock = clock
        self.moment, self.number = 0, 0

    def follow(self, message_id: str) -> None:
        """Let the next ids be higher than this one: another clock is ahead of ours."""
        self.moment, self.number = max((self.moment, self.number), parts(message_id))

    def next(self) -> str:
        now = self.clock()
        if now > self.moment:
            self.moment, self.number = now, 0
        else:
            self.number += 1
        return f"{self.moment}-{self.number}"


def parts(message_id: str) -> tuple[int, int]:
    """An id as numbers that compare as Redis compares them; raises ValueError for what is none."""
    matched = FORM.fullmatch(message_id)
    if matched is None:
        raise ValueError(message_id)
    moment, number = int(matched[1]), int(matched[2] or 0)
    if max(moment, number) >= 2**64:
        raise ValueError(message_id)
    return moment, number
