"""What was heard of one thread: its samples, its waits and holds, its name."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.observations import Text
from sandbox.xray.building.spans import Spans

LATE_SAMPLES = 8
"""How far back a late booking may reach: ticks come every 4 ms or 10 ms, samples not much more often."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Between two samples: microseconds, and how many of them the thread was on a core and in the queue for one."""

    start: int
    end: int
    cpu: int = 0
    queued: int = 0


class Track:
    """Samples lie in arrays: a long run has a million of them."""

    __slots__ = (
        "ats",
        "began",
        "cpus",
        "ended",
        "holds",
        "is_daemon",
        "line",
        "name",
        "process",
        "queues",
        "thread",
        "waits",
    )

    def __init__(self, process: int, thread: int) -> None:
        self.process = process
        self.thread = thread
        self.ats, self.cpus, self.queues = array("q"), array("q"), array("q")
        self.waits = Spans()
        self.holds = Spans()
        self.name = ""
        self.line = 0
        self.is_daemon = False
        self.began: int | None = None
        self.ended: int | None = None

    @property
    def is_main(self) -> bool:
        return self.thread == self.process

    def begin(self, text: Text) -> None:
        self.name, self.line, self.is_daemon = text.text, text.line, bool(text.subject)
        self.began = max(0, text.number)

    def sample(self, at: int, *, cpu: int, queued: int, is_full: bool) -> bool:
        """Whether there is one more. Time goes on and sums grow, whatever is said; if full, the last one gives way."""
        if at < 0 or (self.ats and at <= self.ats[-1]):
            return False
        if self.ats:
            cpu, queued = max(cpu, self.cpus[-1]), max(queued, self.queues[-1])
        if is_full and len(self.ats) > 1:
            self.ats[-1], self.cpus[-1], self.queues[-1] = at, cpu, queued
            return False
        self.ats.append(at)
        self.cpus.append(max(0, cpu))
        self.queues.append(max(0, queued))
        self._settle()
        return True

    def _settle(self) -> None:
        """The kernel books a running thread's time at its own ticks, some milliseconds late: what an interval has too
        much belongs to those before it.
        """
        for index in range(len(self.ats) - 1, max(0, len(self.ats) - 1 - LATE_SAMPLES), -1):
            cpu, queued = self.cpus[index] - self.cpus[index - 1], self.queues[index] - self.queues[index - 1]
            excess = cpu + queued - (self.ats[index] - self.ats[index - 1])
            if excess <= 0 or index == 1:
                return
            self.cpus[index - 1] += min(excess, cpu)
            self.queues[index - 1] += excess - min(excess, cpu)

    def intervals(self, start: int, end: int, *, is_new: bool) -> Iterator[Interval]:
        """All of the time from `start` to `end`. `is_new`: the thread's sums were zero when it began, at `start`.

        Where nothing is told nothing changed. An interval that is cut has its part of what was measured.
        """
        index = max(0, bisect_right(self.ats, start) - 1)
        at, cpu, queued = start, 0, 0
        if self.ats and (self.ats[index] <= start or not is_new):
            at, cpu, queued = min(start, self.ats[index]), self.cpus[index], self.queues[index]
        for number in range(index, len(self.ats)):
            if at >= end:
                break
            if (then := self.ats[number]) > at:
                yield from _cut(Interval(at, then, self.cpus[number] - cpu, self.queues[number] - queued), start, end)
                at, cpu, queued = then, self.cpus[number], self.queues[number]
        if max(at, start) < end:
            yield Interval(max(at, start), end)


def _cut(whole: Interval, start: int, end: int) -> Iterator[Interval]:
    """Nobody was on a core and in its queue for longer than there was time."""
    seconds = whole.end - whole.start
    cpu = min(whole.cpu, seconds)
    queued = min(whole.queued, seconds - cpu)
    from_, to = max(whole.start, start), min(whole.end, end)
    if from_ == whole.start and to == whole.end:
        yield Interval(from_, to, cpu, queued)
    elif from_ < to:
        part = to - from_
        cpu = cpu * part // seconds
        yield Interval(from_, to, cpu, min(queued * part // seconds, part - cpu))
