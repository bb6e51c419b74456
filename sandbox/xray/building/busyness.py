"""How busy the threads of a process were together: what says how long somebody may have had its interpreter's lock."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, pairwise

from sandbox.xray.building.tracks import Interval

STILL = 1e-9
"""A rate below this is the rest of a subtraction."""


class Busyness:
    """Between two samples a thread's time on a core and in its queue is taken to be spread evenly."""

    def __init__(self, intervals: Iterable[Interval]) -> None:
        changes: dict[int, float] = defaultdict(float)
        for each in intervals:
            if busy := each.cpu + each.queued:
                rate = busy / (each.end - each.start)
                changes[each.start] += rate
                changes[each.end] -= rate
        self._times = sorted(changes)
        self._rates = [rate if rate > STILL else 0.0 for rate in accumulate(changes[at] for at in self._times)]
        steps = (rate * (to - from_) for (from_, to), rate in zip(pairwise(self._times), self._rates, strict=False))
        self._sums = list(accumulate(steps, initial=0.0))

    def until(self, at: int) -> float:
        """Microseconds on a core or in its queue, of all threads together."""
        index = bisect_right(self._times, at) - 1
        if index < 0:
            return 0.0
        return self._sums[index] + self._rates[index] * (at - self._times[index])

    def between(self, start: int, end: int) -> float:
        return self.until(end) - self.until(start)


def by_process(threads: Iterable[tuple[int, Sequence[Interval]]], *, has_gil: bool) -> dict[int, Busyness]:
    """Of each process whose threads can keep each other from the GIL: a single one has nobody to wait for.

    `threads`: each with its process.
    """
    members: dict[int, list[Sequence[Interval]]] = defaultdict(list)
    for process, intervals in threads:
        members[process].append(intervals)
    several = {process: own for process, own in members.items() if len(own) > 1 and has_gil}
    return {process: Busyness(chain.from_iterable(own)) for process, own in several.items()}
