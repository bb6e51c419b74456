"""Times side by side: bars of one scale, and what may be said of them; plain rules."""

from collections.abc import Sequence
from dataclasses import dataclass

SAME_WITHIN = 0.05
"""Times that differ by less say nothing: neither is called faster."""
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
    """A finished run: its variant's key, its label, its median times on the wall and of the CPU, and all of them.

    All in seconds; `every` and `every_cpu` are empty where it was not run to be timed.
    """

    key: str
    label: str
    seconds: float
    every: tuple[float, ...] = ()
    cpu_seconds: float = 0.0
    every_cpu: tuple[float, ...] = ()

    @property
    def is_repeated(self) -> bool:
        """One time alone has no spread."""
        return len(self.every) > 1

    @property
    def quickest(self) -> float:
        return min(self.every, default=self.seconds)

    @property
    def slowest(self) -> float:
        return max(self.every, default=self.seconds)


@dataclass(frozen=True, kw_only=True)
class Bar:
    """`percent`: its length of the whole width · `remark`: compared with the first run, "" for that one itself.

    `reach`: of the bar and its slowest time together · `share`: of the bar, and `spread`: from its fastest to its
    slowest time, both in percent of `reach`; None where it was timed once.
    """

    timed: Timed
    percent: float
    reach: float
    share: float
    remark: str
    is_fastest: bool
    spread: tuple[float, float] | None = None


def bars(timed: Sequence[Timed], *, is_fair: bool = True) -> list[Bar]:
    """A bar for each finished run, in their order. The first one is what the others are compared with.

    Where the times are not fair, since others used the cores meanwhile, none is compared and none is the fastest.
    """
    if not timed:
        return []
    scale = max(timed[0].seconds * ROOM, *(each.slowest for each in timed), SHORTEST_SECONDS)
    clear_winner = fastest(timed) if is_fair else None
    return [
        Bar(
            timed=each,
            percent=percent(LONGEST_BAR * each.seconds, of=scale),
            reach=percent(LONGEST_BAR * each.slowest, of=scale),
            share=percent(each.seconds, of=each.slowest),
            remark=remark(each, than=timed[0]) if is_fair and each is not timed[0] else "",
            is_fastest=each is clear_winner,
            spread=(percent(each.quickest, of=each.slowest), 100.0) if each.is_repeated else None,
        )
        for each in timed
    ]


def percent(seconds: float, *, of: float) -> float:
    return round(100 * seconds / of, 1) if of else 0.0


def fastest(timed: Sequence[Timed]) -> Timed | None:
    """The one that is faster than every other by more than chance would have it; None when there is none."""
    if len(timed) < 2:
        return None
    first, *others = sorted(timed, key=lambda each: each.seconds)
    return None if any(is_same(first, each) for each in others) else first


def is_same(one: Timed, other: Timed) -> bool:
    """Whether their times overlap, or differ by less than says anything."""
    least = max(SAME_WITHIN * max(one.seconds, other.seconds), SHORTEST_SECONDS)
    return overlap(one, other) or abs(one.seconds - other.seconds) <= least


def overlap(one: Timed, other: Timed) -> bool:
    return one.quickest <= other.slowest and other.quickest <= one.slowest


def remark(timed: Timed, *, than: Timed) -> str:
    """How it compares: "3.3 times as fast", "12% slower", "about the same"."""
    if is_same(timed, than):
        return "about the same"
    word = "slower" if timed.seconds > than.seconds else "faster"
    ratio = max(timed.seconds, than.seconds) / max(min(timed.seconds, than.seconds), SHORTEST_SECONDS)
    if ratio >= TIMES_FROM:
        return f"{ratio:.1f} times as {'fast' if word == 'faster' else 'long'}"
    return f"{100 * abs(timed.seconds - than.seconds) / max(than.seconds, SHORTEST_SECONDS):.0f}% {word}"


def reading(timed: Sequence[Timed], *, is_fair: bool = True) -> list[str]:
    """What the bars are, and what may be read from them and what not, in sentences."""
    if not timed:
        return []
    times = sorted({max(1, len(each.every)) for each in timed})
    if times[-1] == 1:
        return ["One run each on this machine. Run it again to see how much the figures vary."]
    how_often = f"{times[0]}" if len(times) == 1 else f"{times[0]} to {times[-1]}"
    said = [f"Median of {how_often} timed runs each; the line goes from the fastest to the slowest."]
    return [*said, *standing_out(timed)] if is_fair else said


def standing_out(timed: Sequence[Timed]) -> list[str]:
    """Whether one is clear of the others, in at most one sentence."""
    if unclear := unclear_pair(timed):
        return [f"The times of {unclear[0].label} and {unclear[1].label} overlap, so neither is called faster."]
    if clear := fastest(timed):
        return [f"{clear.label} is clear of the others: its slowest run took {clear.slowest:.2f} s."]
    return []


def unclear_pair(timed: Sequence[Timed]) -> tuple[Timed, Timed] | None:
    """The two fastest, where their ranges overlap."""
    if len(timed) < 2:
        return None
    first, second = sorted(timed, key=lambda each: each.seconds)[:2]
    return (first, second) if overlap(first, second) else None
