"""The steps and awaits of the tasks of one event loop: when a task kept the thread, and when it let others run."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sandbox.xray.findings.intervals import common, length, merged, without
from sandbox.xray.findings.measures import IDLE_LOOP, THE_LOOP, seconds_of, slices_in
from sandbox.xray.timeline import Lane, Slice, State

SLACK_SECONDS = 0.001
"""The ends of two records of one moment differ by less."""
RUNNING = (State.CPU, State.GIL, State.CORE)
WAITING = (State.SLEEP, State.IO, State.LOCK, State.QUEUE)


@dataclass(frozen=True, kw_only=True)
class Step:
    """A task kept the thread of its loop from `start` to `end`."""

    task: Lane
    slices: tuple[Slice, ...]

    @property
    def start(self) -> float:
        return self.slices[0].start

    @property
    def end(self) -> float:
        return self.slices[-1].end

    @property
    def own_seconds(self) -> float:
        """Without its waits for the GIL or a core: those are the doing of others."""
        return seconds_of(each for each in self.slices if each.state not in {State.GIL, State.CORE})


class Loop:
    """The thread of an event loop. `blocked`: its own waits, during which no task could go on."""

    def __init__(self, thread: Lane) -> None:
        self.blocked = [each for each in slices_in(thread, *WAITING) if each.what != IDLE_LOOP]
        self._busy = merged([*slices_in(thread, *RUNNING), *self.blocked])

    def steps_of(self, task: Lane) -> Iterator[Step]:
        """A wait of the thread belongs to the step: `time.sleep` in a coroutine keeps the loop as computing does."""
        run: list[Slice] = []
        for each in task.slices:
            keeps = each.state in RUNNING or self._has_within(each)
            if run and (not keeps or each.start > run[-1].end):
                yield Step(task=task, slices=tuple(run))
                run = []
            if keeps:
                run.append(each)
        if run:
            yield Step(task=task, slices=tuple(run))

    def awaits_of(self, task: Lane) -> list[Slice]:
        """Sleeps and I/O during which the loop was free for others."""
        return [each for each in slices_in(task, State.SLEEP, State.IO) if not self._has_within(each)]

    def free_awaits_of(self, task: Lane) -> Iterator[Slice]:
        """The parts of them in which the thread had nothing to do: a task that is ready waits for the others' steps."""
        for each in self.awaits_of(task):
            for start, end in without((each.start, each.end), self._busy):
                yield replace(each, start=start, end=end)

    def waits_during(self, step: Step) -> list[Slice]:
        """The thread's own waits in a step; they know their line."""
        return _around(self.blocked, step)

    def _has_within(self, wait: Slice) -> bool:
        """An await begins and ends while the thread runs, so it is never within a wait of the thread."""
        index = bisect_right(self.blocked, wait.start + SLACK_SECONDS, key=lambda each: each.start) - 1
        if index < 0:
            return False
        around = self.blocked[index]
        return wait.end <= around.end + SLACK_SECONDS and wait.state is around.state


def blocked_seconds(task: Lane, step: Step) -> float:
    """How long the task could not have gone on during another one's step, even with the loop free for it."""
    slices = (each for each in _around(task.slices, step) if each.state is State.LOCK and each.what != THE_LOOP)
    return length(common(merged(slices), [(step.start, step.end)]))


def _around(slices: Sequence[Slice], step: Step) -> list[Slice]:
    """Those that have a moment in common with the step; the slices are in order."""
    first = bisect_right(slices, step.start, key=lambda each: each.end)
    return list(slices[first : bisect_left(slices, step.end, key=lambda each: each.start)])
