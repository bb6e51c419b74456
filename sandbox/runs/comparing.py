"""Times side by side: bars of one scale, and what may be said of them; plain rules."""

from collections.abc import Sequence
from dataclasses import dataclass

SAME_WITHIN = 0.05
"""Two single runs that differ by less say nothing: neither is called faster."""
LONGEST_BAR = 0.6
"""Of the width that bar and words share."""
TIMES_FROM = 1.5
"""From here on a ratio is told as "times", below it in percent."""
SHORTEST_SECONDS = 0.001
"""Times that differ by less than this are one: nobody measures finer from outside."""
ROOM = 1.25
"""The first time to arrive gets this much room above it, so that later bars seldom change its length."""


@dataclass(frozen=True, kw_only=True)
class Timed:
    """A finished run: its variant's key, its label, its wall time in seconds."""

    key: str
    label: str
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Bar:
    """`percent`: its length of the whole width · `remark`: compared with the first run, "" for that one itself."""

    key: str
    label: str
    seconds: float
    percent: float
    remark: str
    is_fastest: bool


def bars(timed: Sequence[Timed]) -> list[Bar]:
    """A bar for each finished run, in their order. The first one is what the others are compared with."""
    if not timed:
        return []
    scale = max(timed[0].seconds * ROOM, *(each.seconds for each in timed))
    clear_winner = fastest(timed)
    return [
        Bar(
            key=each.key,
            label=each.label,
            seconds=each.seconds,
            percent=round(100 * LONGEST_BAR * each.seconds / scale, 1) if scale else 0.0,
            remark="" if each is timed[0] else remark(each.seconds, than=timed[0].seconds),
            is_fastest=each is clear_winner,
        )
        for each in timed
    ]


def fastest(timed: Sequence[Timed]) -> Timed | None:
    """The one that is faster than every other by more than chance would have it; None when there is none."""
    if len(timed) < 2:
        return None
    first, second = sorted(timed, key=lambda each: each.seconds)[:2]
    return None if is_same(first.seconds, second.seconds) else first


def is_same(seconds: float, other: float) -> bool:
    return abs(seconds - other) <= max(SAME_WITHIN * max(seconds, other), SHORTEST_SECONDS)


def remark(seconds: float, *, than: float) -> str:
    """How `seconds` compares with `than`: "3.3 times faster", "12% slower", "about the same"."""
    if is_same(seconds, than):
        return "about the same"
    word = "slower" if seconds > than else "faster"
    ratio = max(seconds, than) / max(min(seconds, than), SHORTEST_SECONDS)
    if ratio >= TIMES_FROM:
        return f"{ratio:.1f} times {word}"
    return f"{100 * abs(seconds - than) / max(than, SHORTEST_SECONDS):.0f}% {word}"
