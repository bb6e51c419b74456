"""A slice in words: who did what for how long, when, on which line of the program, and what came of it.

A telling is lines of text; the title of a slice holds them, so that they are there for a pointer, a keyboard and a page
without scripts alike, and weigh one sentence each.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sandbox.xray.drawing.durations import between, length, percent
from sandbox.xray.drawing.looks import LOOKS, OTHERS, STARTING, TURN, Look, look_of
from sandbox.xray.timeline import Hold, Lane, Slice, State

ALMOST = 0.8
"""Of a switch interval: a turn so long was asked to end; the observer sees no more exactly than this."""
LONGEST_SOURCE = 72
COULD_GO_ON = {LOOKS[State.LOCK], OTHERS}


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells of one lane, called `name`. `lines`: of the program, by number, as far as they are known."""

    name: str
    lane: Lane
    switch_interval_seconds: float
    lines: Mapping[int, str]

    def slice(self, told: Slice, successor: Slice | None) -> str:
        parts = [
            f"{self.name}, {look_of(told).phrase} for {length(told.seconds)}",
            between(told.start, told.end),
            self.about(told),
            for_what(told),
            self.outcome(told, successor),
        ]
        return "\n".join(part for part in parts if part)

    def about(self, told: Slice) -> str:
        """A thread that computes is asked for its line now and then only."""
        line = self.line(told.line)
        return f"about {line}" if line and told.state is State.CPU else line

    def line(self, number: int) -> str:
        if not number:
            return ""
        text = self.lines.get(number, "")
        return f"line {number}, {text}" if text else f"line {number}"

    def outcome(self, told: Slice, successor: Slice | None) -> str:
        """What came after: the next slice, the end of the lane, or nothing, for the run was over."""
        if successor is None:
            return "then ended" if self.lane.has_ended else "still so when the run ended"
        if told.is_starting:
            return "then began its own work"
        if told.state is State.CPU and successor.state is State.GIL:
            return self.lost_the_gil(told)
        if told.state is State.GIL and successor.state is State.CPU:
            return "then got the GIL"
        if look_of(told) in COULD_GO_ON and successor.state in (State.CPU, State.GIL):
            return "then could go on"
        return look_of(successor).then

    def lost_the_gil(self, told: Slice) -> str:
        if told.seconds >= ALMOST * self.switch_interval_seconds:
            return f"then lost the GIL after the {self.switch_interval_seconds * 1000:g} ms switch interval"
        return "then waited for the GIL"

    def hold(self, held: Sequence[Hold]) -> str:
        """Of the locks of one rail, which may have been held again and again. `held` is in order."""
        start, end = held[0].start, max(each.end for each in held)
        times = list(apart(held))
        names = list(dict.fromkeys(each.lock or "a lock" for each in held))
        known = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
        is_open = any(each.is_open for each in held)
        parts = [
            f"{self.name}, holding {known} {for_how_long(times)}",
            between(start, end),
            self.line(held[0].line),
            "never released" if is_open else "",
        ]
        return "\n".join(part for part in parts if part)

    def stretch(self, start: float, end: float, look: Look, on_cpu: float) -> str:
        """Of a lane that is drawn in shares; `on_cpu`: seconds."""
        mostly = f"mostly {look.phrase}" if look.word else "mostly on CPU"
        return f"{self.name}, {mostly}\n{between(start, end)}\n{percent(on_cpu, end - start)} on CPU"


def apart(held: Sequence[Hold]) -> Iterator[float]:
    """The seconds of each stretch in which anything was held without a break."""
    start, end = held[0].start, held[0].end
    for each in held[1:]:
        if each.start > end:
            yield end - start
            start = each.start
        end = max(end, each.end)
    yield end - start


def for_how_long(times: Sequence[float]) -> str:
    if len(times) == 1:
        return f"for {length(times[0])}"
    return f"{len(times):,} times, for {length(sum(times))} in all"


def for_what(told: Slice) -> str:
    """What a slice waited for, and who had it."""
    if look_of(told) in (TURN, STARTING):
        return ""
    if told.state not in (State.LOCK, State.QUEUE, State.IO):
        return "estimated: could run, and did not" if told.state is State.GIL else ""
    holder = f"held by {told.holder}" if told.holder else ""
    return ", ".join(part for part in (f"for {told.what}" if told.what else "", holder) if part)


def program_lines(source: str) -> Mapping[int, str]:
    """The lines of a program by their numbers, without indentation, none longer than it can be shown."""
    lines = (line.strip() for line in source.splitlines())
    return {
        number: line if len(line) <= LONGEST_SOURCE else f"{line[: LONGEST_SOURCE - 1]}…"
        for number, line in enumerate(lines, start=1)
        if line
    }
