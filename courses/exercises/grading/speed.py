"""Fast enough: a program and the sequential one, timed in turn from outside, against the author's target."""

from collections.abc import Sequence
from statistics import median, median_low

from courses.exercises.grading.strips import Speed, State, Strip
from sandbox.runs.repeating import BUSY_SHARE, Timing, busy_share

PAIRS = 5
"""So often both are timed."""
SHORTEST_SECONDS = 0.001
BUSY = "Other work used so much of the machine's cores meanwhile that these times say nothing about your program."


def graded_speed(own: Sequence[Timing], sequential: Sequence[Timing], *, cores: int, target: float) -> Strip:
    """Of two programs that finished each time; the first of both belong together, and so on."""
    pairs = min(len(own), len(sequential))
    if pairs < PAIRS:
        return Strip(axis="speed", state=State.OPEN, headline="Not measured", sentence="Timing was not completed.")
    speed = speed_of(own[:pairs], sequential[:pairs], target=target)
    share = max(busy_share(own, cores=cores), busy_share(sequential, cores=cores))
    headline = f"{speed.ratio:.1f} times, target {speed.target:g}"
    if share >= BUSY_SHARE:
        return of_a_busy_machine(speed, headline)
    if speed.ratio >= target:
        return strip(State.PASSED, headline, told(speed), speed)
    if speed.most >= target:
        return strip(State.FAILED, headline, f"{told(speed)} Some pairs reached the target: check again.", speed)
    return strip(State.FAILED, headline, told(speed), speed)


def of_a_busy_machine(speed: Speed, headline: str) -> Strip:
    """Nobody fails on it. It passes whoever reaches the target in each pair: what disturbs all is on both sides."""
    if speed.least >= speed.target:
        return strip(State.PASSED, headline, f"{told(speed)} The machine was busy, and every pair reached it.", speed)
    return strip(State.OPEN, "The machine was busy", f"{BUSY} Check again in a while.", speed)


def strip(state: State, headline: str, sentence: str, speed: Speed) -> Strip:
    return Strip(axis="speed", state=state, headline=headline, sentence=sentence, speed=speed)


def speed_of(own: Sequence[Timing], sequential: Sequence[Timing], *, target: float) -> Speed:
    """Each pair has a ratio of its own, for what disturbed one of it disturbed the other too."""
    ratios = [before.wall / max(after.wall, SHORTEST_SECONDS) for after, before in zip(own, sequential, strict=True)]
    return Speed(
        ratio=round(median(ratios), 2),
        least=round(min(ratios), 2),
        most=round(max(ratios), 2),
        target=target,
        own_seconds=median_low(each.wall for each in own),
        sequential_seconds=median_low(each.wall for each in sequential),
        pairs=len(ratios),
    )


def told(speed: Speed) -> str:
    return (
        f"Median of {speed.pairs} pairs: yours {speed.own_seconds:.2f} s, one after the other "
        f"{speed.sequential_seconds:.2f} s. Spread {speed.least:.1f} to {speed.most:.1f}."
    )
