"""What was heard of one thread: its samples, its waits and holds, its name."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from sandbox.observations import Text
from sandbox.xray.building.spans import Spans
from sandbox.xray.building.standing import Stood


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
        "stood",
        "thread",
        "waits",
    )

    def __init__(self, process: int, thread: int) -> None:
        self.process = process
        self.thread = thread
        self.ats, self.cpus, self.queues = array("q"), array("q"), array("q")
        self.waits = Spans()
        self.holds = Spans()
        self.stood = Stood()
        self.name = ""
        self.line = 0
        self.is_daemon = False
        self.began: int | None = None
        self.ended: int | None = None

    @property
    def is_main(self) -> bool:
        return self.thread == self.process

    def begin(self, text: Text) -> None:
        """Told again, it has another name."""
        self.name, self.line, self.is_daemon = text.text, self.line or text.line, bool(text.subject)
        self.began = max(0, text.number) if self.began is None else self.began

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
        return True

    def intervals(self, start: int, end: int, *, is_new: bool) -> list[Interval]:
        """All of the time from `start` to `end`. `is_new`: the thread's sums were zero when it began, at `start`.

        Where nothing is told nothing changed.
        """
        whole = settled(list(self._told(start, end, is_new=is_new)))
        return [part for each in whole if (part := _cut(each, start, end))]

    def _told(self, start: int, end: int, *, is_new: bool) -> Iterator[Interval]:
        index = max(0, bisect_right(self.ats, start) - 1)
        at, cpu, queued = start, 0, 0
        if self.ats and (self.ats[index] <= start or not is_new):
            at, cpu, queued = min(start, self.ats[index]), self.cpus[index], self.queues[index]
        for number in range(index, len(self.ats)):
            if at >= end:
                break
            if (then := self.ats[number]) > at:
                yield Interval(at, then, self.cpus[number] - cpu, self.queues[number] - queued)
                at, cpu, queued = then, self.cpus[number], self.queues[number]
        if at < end:
            yield Interval(at, end)


def settled(told: list[Interval]) -> list[Interval]:
    """What an interval has no room for happened just before it.

    The kernel adds a stay in its queue to the sum when it is over, and time on a core at its ticks. What is too much
    even so is nonsense, and left out.
    """
    found: list[Interval] = []
    cpu, queued = 0, 0
    for each in reversed(told):
        length = each.end - each.start
        on_core = min(each.cpu + cpu, length)
        in_queue = min(each.queued + queued, length - on_core)
        cpu, queued = each.cpu + cpu - on_core, each.queued + queued - in_queue
        quiet = length - on_core - in_queue
        if each.cpu + each.queued == 0 and 0 < quiet < length:
            found.append(Interval(each.start + quiet, each.end, on_core, in_queue))
            found.append(Interval(each.start, each.start + quiet))
        else:
            found.append(Interval(each.start, each.end, on_core, in_queue))
    return found[::-1]


def _cut(whole: Interval, start: int, end: int) -> Interval | None:
    """What lies within, with its part of what was measured; None if nothing does."""
    if whole.start >= start and whole.end <= end:
        return whole
    from_, to = max(whole.start, start), min(whole.end, end)
    if from_ >= to:
        return None
    length, part = whole.end - whole.start, to - from_
    cpu = whole.cpu * part // length
    return Interval(from_, to, cpu, min(whole.queued * part // length, part - cpu))
