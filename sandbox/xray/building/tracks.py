"""What was heard of one thread: its samples, its waits and holds, its name."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sandbox.observations import Text
from sandbox.xray.building.spans import Spans
from sandbox.xray.building.standing import Stood

LATEST = 5000
"""Microseconds. The kernel adds up time on a core at its ticks, 4 ms apart, and when the thread leaves the core."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Between two samples: microseconds, and how many of them the thread was on a core and in the queue for one.

    `is_seen`: whether that was measured; it is not between the last look at a thread and its end. `is_last`: the thread
    ended before more of it was measured, and a stay in the queue is measured when it is over.
    """

    start: int
    end: int
    cpu: int = 0
    queued: int = 0
    is_seen: bool = True
    is_last: bool = False


class Track:
    """Samples lie in arrays: a long run has a million of them."""

    __slots__ = (
        "ats",
        "began",
        "cpus",
        "ended",
        "gone",
        "has_dropped",
        "holds",
        "is_daemon",
        "line",
        "name",
        "process",
        "queues",
        "recorded_until",
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
        """By its own word."""
        self.gone: int | None = None
        """When it was seen to be there no more; without its word, which is exact."""
        self.recorded_until: int | None = None
        """What it did until then it could write down; None where it has written nothing."""
        self.has_dropped = False

    def recorded(self, at: int) -> None:
        self.recorded_until = max(at, self.recorded_until or 0)

    @property
    def is_main(self) -> bool:
        return self.thread == self.process

    def begin(self, text: Text) -> None:
        """Told again, it has another name; a main thread that begins again is another program's, by exec."""
        if self.is_main and self.began is not None and text.number > self.began:
            self.waits.close(text.number)
        self.name, self.line, self.is_daemon = text.text, self.line or text.line, bool(text.subject)
        self.began = max(0, text.number) if self.began is None else self.began
        self.recorded(self.began)

    def sample(self, at: int, *, cpu: int, queued: int, is_full: bool) -> bool:
        """Whether there is one more. Time goes on and sums grow, whatever is said; if full, the last one gives way."""
        if at < 0 or (self.ats and at <= self.ats[-1]):
            return False
        if self.gone is not None and at > self.gone:
            self.gone = None  # another has its number now
        if self.ats:
            cpu, queued = max(cpu, self.cpus[-1]), max(queued, self.queues[-1])
        if is_full and len(self.ats) > 1:
            self.ats[-1], self.cpus[-1], self.queues[-1] = at, cpu, queued
            return False
        self.ats.append(at)
        self.cpus.append(max(0, cpu))
        self.queues.append(max(0, queued))
        return True

    def intervals(self, start: int, end: int, *, is_new: bool, is_over: bool = False) -> list[Interval]:
        """All of the time from `start` to `end`. `is_new`: the thread's sums were zero when it began, at `start`.

        Where nothing is told nothing changed, unless the thread `is_over` at `end`.
        """
        whole = settled(list(self._told(start, end, is_new=is_new, is_over=is_over)))
        return [part for each in whole if (part := _cut(each, start, end))]

    def _told(self, start: int, end: int, *, is_new: bool, is_over: bool) -> Iterator[Interval]:
        index = max(0, bisect_right(self.ats, start) - 1)
        at, cpu, queued = start, 0, 0
        if self.ats and (self.ats[index] <= start or not is_new):
            at, cpu, queued = min(start, self.ats[index]), self.cpus[index], self.queues[index]
        for number in range(index, len(self.ats)):
            if at >= end:
                break
            if (then := self.ats[number]) > at:
                is_last = is_over and number == len(self.ats) - 1
                yield Interval(at, then, self.cpus[number] - cpu, self.queues[number] - queued, is_last=is_last)
                at, cpu, queued = then, self.cpus[number], self.queues[number]
        if at < end:
            is_seen = not is_over or (not self.ats and end - at <= LATEST)
            yield Interval(at, end, is_seen=is_seen)


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
            found.append(Interval(each.start, each.end, on_core, in_queue, each.is_seen, each.is_last))
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
    queued = min(whole.queued * part // length, part - cpu)
    return replace(whole, start=from_, end=to, cpu=cpu, queued=queued)
